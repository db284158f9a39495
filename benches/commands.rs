//! Whole commands on the generated site, as processes: `cargo bench --bench commands`, or `-- check` for one of them.
//!
//! Sites have 1,000 articles in three complete locales, or as many as `TOLKA_BENCH_ARTICLES` says: `1000,10000` for both.

// A bench needs one half of it, another one the other.
#[allow(dead_code)]
mod site;

use std::fs;
use std::path::Path;
use std::time::Duration;

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};

use site::{Site, run};

criterion_group! {
    name = commands;
    config = Criterion::default().sample_size(10).warm_up_time(Duration::from_secs(1));
    targets = all
}
criterion_main!(commands);

fn all(criterion: &mut Criterion) {
    for n in &site::sizes() {
        one(criterion, *n);
    }
}

/// Measures the commands on a site of `n` articles.
fn one(criterion: &mut Criterion, n: usize) {
    let tolka = Path::new(env!("CARGO_BIN_EXE_tolka"));
    let folder = tempfile::tempdir().expect("a folder for the site");
    let folder = folder.path();
    let site = Site::new(n);
    site.write_translated(folder, tolka)
        .expect("the site can be written");
    let mut group = criterion.benchmark_group("commands");
    for args in [&["status"][..], &["check"], &["sync"], &["sync", "--check"]] {
        let id = BenchmarkId::new(args.join(" "), n);
        group.bench_function(id, |bencher| bencher.iter(|| run(tolka, folder, args)));
    }
    for (name, percent) in [("one edit", 0), ("5% edited", 5)] {
        let mut edited = Site::new(n);
        edited.edit(percent);
        edited.write(folder).expect("the site can be written");
        let id = BenchmarkId::new(format!("check, {name}"), n);
        group.bench_function(id, |bencher| {
            bencher.iter(|| run(tolka, folder, &["check"]))
        });
        let id = BenchmarkId::new(format!("sync, {name}"), n);
        group.bench_function(id, |bencher| {
            let edit = || {
                // What the last run wrote goes back, and the edit comes anew.
                site.write(folder).expect("the site can be written");
                run(tolka, folder, &["sync"]);
                edited.write(folder).expect("the site can be written");
            };
            bencher.iter_batched(
                edit,
                |()| run(tolka, folder, &["sync"]),
                BatchSize::PerIteration,
            );
        });
        site.write(folder).expect("the site can be written");
        run(tolka, folder, &["sync"]);
    }
    let out = folder.join("out");
    group.bench_function(BenchmarkId::new("build, cold", n), |bencher| {
        let clear = || {
            if out.exists() {
                fs::remove_dir_all(&out).expect("the outputs can be removed");
            }
        };
        bencher.iter_batched(
            clear,
            |()| run(tolka, folder, &["build"]),
            BatchSize::PerIteration,
        );
    });
    group.bench_function(BenchmarkId::new("build, nothing to do", n), |bencher| {
        bencher.iter(|| run(tolka, folder, &["build"]));
    });
}
