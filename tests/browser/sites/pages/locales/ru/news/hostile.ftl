### source/news/hostile.md
### Missing: take away the "# " before "id =" and write below it, indented by four spaces.
### @source is the English of today. @was is the older English the text was made from: mend the text, then delete the @was line.
### @draft is a proposal: check it, then delete the @draft line. A brace is { "{" } or { "}" }.
### Other @ lines inform you; every other # line is yours.

# @context title
# @source </title><script>window.ran = 1</script>
# title-script-window-ran =

# @context description
# @source "><img src=x onerror='window.ran = 2'>
# img-src-x-onerror =

# @context heading 1
# @source </script><script>window.ran = 3</script> "quoted" & 'so on'
# script-script-window-ran =

# @context paragraph
# @source A paragraph with <img src=x onerror="window.ran = 4"> raw HTML and [a link](javascript:window.ran=5) and an [odd one](<data:text/html,<script>window.ran=6</script>>).
# a-paragraph-with-img =

# @context heading 2
# @source Heading
# heading =

# @context paragraph
# @source ![x" onerror="window.ran=10](x" onerror="window.ran=11)
# x-onerror-window-ran =

### end
