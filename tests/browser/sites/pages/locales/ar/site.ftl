### Missing: take away the "# " before "id =" and write below it, indented by four spaces.
### @source is the English of today. @was is the older English the text was made from: mend the text, then delete the @was line.
### @draft is a proposal: check it, then delete the @draft line. A brace is { "{" } or { "}" }.
### Other @ lines inform you; every other # line is yours.

# @source English
language-name =
    العربية

# @source Tests & Co. <b>
site-name =
    اختبارات <b>

# @source What a page has to cope with.
# site-description =

# @source Skip to the article
skip-to-article =
    انتقل إلى المقال

# @source Read in
# read-in =

# @source Languages
languages =
    اللغات

# @source { $minutes } min
# reading-time =

# @source Translated from { $language }
# translated-from =

# @source English
# source-language =

# @source { $count -> [one] { $count } article *[other] { $count } articles }
# article-count =

### end
