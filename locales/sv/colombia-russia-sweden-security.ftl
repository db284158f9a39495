### source/colombia-russia-sweden-security.md
### Missing: take away the "# " before "id =" and write below it, indented by four spaces.
### @source is the English of today. @was is the older English the text was made from: mend the text, then delete the @was line.
### @draft is a proposal: check it, then delete the @draft line. A brace is { "{" } or { "}" }.
### Other @ lines inform you; every other # line is yours.

# @context title
# @source Colombia tightens security cooperation with Russia and Sweden
colombia-tightens-security-cooperation =
    { -colombia } fördjupar säkerhetssamarbetet med { -russia } och { -sweden }

# @context description
# @source Colombia’s defense minister announced agreements with Russia and Sweden against terrorism and drug trafficking at an event in Stockholm.
colombias-defense-minister-announced =
    Vid en konferens i { -stockholm } har { -colombia(case: "genitive") } försvarsminister presenterat överenskommelser med { -russia } och { -sweden } om kampen mot terrorism och narkotikahandel.

# @context heading 1
# @source Colombia tightens security cooperation with Russia and Sweden
colombia-tightens-security-cooperation-2 =
    { -colombia } fördjupar säkerhetssamarbetet med { -russia } och { -sweden }

# @context caption
# @source { "" }*Juan Carlos Pinzon (Photo: Ministry of Defense)*
juan-carlos-pinzon-photo =
    { "" }*{ -juan-carlos-pinzon } (Foto: { -ministry-of-defense(form: "initial") })*

# @context paragraph
# @source Colombia’s defense minister announced an accord to strengthen security cooperation between his country and two European allies, Russia and Sweden, at an event in Stockholm on Saturday.
colombias-defense-minister-announced-2 =
    Vid en konferens i { -stockholm } presenterade { -colombia(case: "genitive") } försvarsminister på lördagen en överenskommelse om att stärka landets säkerhetssamarbete med två europeiska allierade, { -russia } och { -sweden }.

# @context paragraph
# @source Speaking at the Global Strategic Review of the International Institute for Strategic Studies (IISS), Minister Juan Carlos Pinzon announced agreements between the three countries to tighten collective efforts in the fight against terrorism and drug trafficking.
speaking-at-the-global =
    I ett anförande vid konferensen Global Strategic Review, som arrangeras av { -iiss-full } ({ -iiss }), tillkännagav försvarsminister { -juan-carlos-pinzon } överenskommelser mellan de tre länderna om att intensifiera de gemensamma insatserna i kampen mot terrorism och narkotikahandel.

# @context paragraph
# @ignore terms (an adjective in Swedish)
# @source During the state visit Pinzon met with the chief of staff of the President of Russia, Sergey Ivanov, to discuss security and defense cooperation, according to a statement made by the Colombian defense ministry.
during-the-state-visit =
    Under det officiella besöket träffade { -pinzon } den ryske presidentens stabschef { -sergey-ivanov } för att diskutera säkerhets- och försvarssamarbete, enligt ett uttalande från det colombianska { -ministry-of-defense }.

# @context paragraph
# @source Pinzon also held meetings with Sweden’s foreign affairs minister and former prime minister Carl Bildt, who has been an adviser to the peace process taking place in Cuba between the Colombian government and the Marxist armed rebel group FARC.
pinzon-also-held-meetings =
    { -pinzon } hade också möten med { -sweden(case: "genitive") } utrikesminister och tidigare statsminister { -carl-bildt }, som har varit rådgivare i den fredsprocess som pågår på { -cuba } mellan { -colombia(case: "genitive") } regering och den väpnade marxistiska rebellgruppen { -farc }.

# @ignore terms, length (Swedish readers know SIDA by its short name)
# @source Sweden has had a continuous involvement in the peace process in Colombia through the Swedish International Development Cooperation Agency (SIDA).
sweden-has-had-a =
    { -sweden } har hela tiden varit engagerat i fredsprocessen i { -colombia } genom biståndsmyndigheten { -sida }.

# @context paragraph
# @source During the meeting, Pinzon also pledged Colombia’s support to EU-led efforts to combat violence and drug trafficking around the world.
during-the-meeting-pinzon =
    Under samtalen lovade { -pinzon } också att { -colombia } ska stödja { -eu }-ledda insatser för att bekämpa våld och narkotikahandel runt om i världen.

# @ignore terms (the short name: the sentence is long)
# @source The aims were presented as part of the Ministry of Defense’s broad strategy to expand security diplomacy and strengthen cooperation with the European Union and multilateral agencies in Colombia’s ongoing fight against drug trafficking, terrorism, kidnapping, extortion, money laundering and other transnational threats.
the-aims-were-presented =
    Dessa mål presenterades som en del av { -ministry-of-defense(form: "genitive") } breda strategi för att utvidga säkerhetsdiplomatin och stärka samarbetet med { -eu } och multilaterala organ i { -colombia(case: "genitive") } pågående kamp mot narkotikahandel, terrorism, kidnappningar, utpressning, penningtvätt och andra gränsöverskridande hot.

# @context paragraph
# @source The event tied in with International Peace Day which is celebrated every year on September 21.
the-event-tied-in =
    Konferensen knöt an till internationella fredsdagen, som firas varje år den 21 september.

# @source The Ministry of Defense’s twitter account said: “The security and defense cooperation with Russia and Sweden were strengthened after bilateral meetings @ Ministry of Defense in Stockholm.”
the-ministry-of-defenses =
    { -ministry-of-defense(form: "initial") } skrev på Twitter: ”Säkerhets- och försvarssamarbetet med { -russia } och { -sweden } stärktes efter bilaterala möten på { -ministry-of-defense(form: "swedish") } i { -stockholm }.”

# @context paragraph
# @source Pinzon, an economist by training, was previously Deputy Minister of Defense for Strategy and Planning in which he worked on the “Democratic Security” policy of former President Alvaro Uribe and was involved in modernizing of special operations capabilities and intelligence of the Armed Forces.
pinzon-an-economist-by =
    { -pinzon }, som är utbildad ekonom, har tidigare varit vice försvarsminister med ansvar för strategi och planering. På den posten arbetade han med expresidenten { -alvaro-uribe(case: "genitive") } politik för ”demokratisk säkerhet” och medverkade till att modernisera försvarsmaktens underrättelsetjänst och förmåga till specialoperationer.

# @source He also worked with the as a representative for Colombia at World Bank and in private business with Citigroup.
he-also-worked-with =
    Han har också representerat { -colombia } i { -world-bank } och arbetat i den privata sektorn, på Citigroup.

# @context heading 2
# @source Sources
sources =
    Källor

# @context heading 2
# @source Related posts
related-posts =
    Relaterade artiklar

# @context list item
# @source Former president maintains control over Colombia’s Liberal Party
former-president-maintains-control =
    Expresident behåller greppet om Liberala partiet i { -colombia }

# @context list item
# @source UN Security Council extends monitoring of Colombia’s peace process
un-security-council-extends =
    FN:s säkerhetsråd förlänger övervakningen av { -colombia(case: "genitive") } fredsprocess

# @context list item
# @source Defense minister believes Pegasus spyware no longer used in Colombia
defense-minister-believes-pegasus =
    Försvarsminister tror att spionprogrammet Pegasus inte längre används i { -colombia }

### end
