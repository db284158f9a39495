### source/news/hostile.md
### Written by "tolka sync": edit the article, not this file.

# @context title
title-script-window-ran =
    </title><script>window.ran = 1</script>

# @context description
img-src-x-onerror =
    "><img src=x onerror='window.ran = 2'>

# @context heading 1
script-script-window-ran =
    </script><script>window.ran = 3</script> "quoted" & 'so on'

# @context paragraph
a-paragraph-with-img =
    A paragraph with <img src=x onerror="window.ran = 4"> raw HTML and [a link](javascript:window.ran=5) and an [odd one](<data:text/html,<script>window.ran=6</script>>).

# @context heading 2
heading =
    Heading

# @context paragraph
x-onerror-window-ran =
    ![x" onerror="window.ran=10](x" onerror="window.ran=11)

### end
