//! Turn: when a sync writes a file. Separate from `plan`, which makes the files of a part of a workspace: the turns put
//! those of all parts in one order.

/// Says when a file is written: what goes from a file is gone there only once it stands where it goes to, and a
/// catalog is written last. Of one turn those of articles are first, then message files, then what is gone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Turn {
    /// What kind of turn it is.
    pub stage: Stage,
    /// Whose file it is.
    pub kind: Kind,
}

/// Is what kind of turn a file has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// A locale file that keeps what it has.
    #[default]
    Locale,
    /// A locale file that entries go from.
    Giving,
    /// A catalog that takes segments over. What a catalog takes over is remembered by both until the other one is written.
    TakingCatalog,
    /// Any other catalog.
    Catalog,
}

/// Is whose file it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An article's.
    #[default]
    Article,
    /// A message file.
    Messages,
    /// What is left of an article.
    Gone,
}
