### source/accord.md
### Written by "tolka sync": edit the article, not this file.

# @context title
the-accord =
    The *accord*

# @context heading 1
the-accord-2 =
    The accord

# @context paragraph
the-minister-signed-an =
    The minister signed [an accord](https://example.org/a "The accord") with `cargo build`.

it-is-ref-x =
    It is { "{{< ref x.md >}}" } & **done**.

# @context table cell
name =
    Name

# @context table cell
age =
    Age

# @context table cell
carl =
    Carl

### end
