### source/colombia-russia-sweden-security.md
### Missing: take away the "# " before "id =" and write below it, indented by four spaces.
### @source is the English of today. @was is the older English the text was made from: mend the text, then delete the @was line.
### @draft is a proposal: check it, then delete the @draft line. A brace is { "{" } or { "}" }.
### Other @ lines inform you; every other # line is yours.

# @context title
# @source Colombia tightens security cooperation with Russia and Sweden
colombia-tightens-security-cooperation =
    { -colombia } укрепляет сотрудничество с { -russia(case: "instrumental") } и { -sweden(case: "instrumental") } в сфере безопасности

# @context description
# @source Colombia’s defense minister announced agreements with Russia and Sweden against terrorism and drug trafficking at an event in Stockholm.
colombias-defense-minister-announced =
    Министр обороны { -colombia(case: "genitive") } объявил на мероприятии в { -stockholm(case: "prepositional") } о договоренностях с { -russia(case: "instrumental") } и { -sweden(case: "instrumental") }, направленных против терроризма и наркотрафика.

# @context heading 1
# @source Colombia tightens security cooperation with Russia and Sweden
colombia-tightens-security-cooperation-2 =
    { -colombia } укрепляет сотрудничество с { -russia(case: "instrumental") } и { -sweden(case: "instrumental") } в сфере безопасности

# @context caption
# @source { "" }*Juan Carlos Pinzon (Photo: Ministry of Defense)*
juan-carlos-pinzon-photo =
    { "" }*{ -juan-carlos-pinzon } (фото: { -ministry-of-defense } { -colombia(case: "genitive") })*

# @context paragraph
# @source Colombia’s defense minister announced an accord to strengthen security cooperation between his country and two European allies, Russia and Sweden, at an event in Stockholm on Saturday.
colombias-defense-minister-announced-2 =
    Министр обороны { -colombia(case: "genitive") } объявил в субботу на мероприятии в { -stockholm(case: "prepositional") } о договоренности укрепить сотрудничество в сфере безопасности с двумя европейскими союзниками страны — { -russia(case: "instrumental") } и { -sweden(case: "instrumental") }.

# @context paragraph
# @source Speaking at the Global Strategic Review of the International Institute for Strategic Studies (IISS), Minister Juan Carlos Pinzon announced agreements between the three countries to tighten collective efforts in the fight against terrorism and drug trafficking.
speaking-at-the-global =
    Выступая на конференции «Глобальный стратегический обзор» { -iiss-full(case: "genitive") } ({ -iiss }), министр { -juan-carlos-pinzon } заявил, что три страны договорились активизировать совместную борьбу с терроризмом и наркотрафиком.

# @context paragraph
# @source During the state visit Pinzon met with the chief of staff of the President of Russia, Sergey Ivanov, to discuss security and defense cooperation, according to a statement made by the Colombian defense ministry.
during-the-state-visit =
    В ходе официального визита { -pinzon } встретился с главой администрации президента { -russia(case: "genitive") } { -sergey-ivanov(case: "instrumental") } и обсудил с ним сотрудничество в сфере безопасности и обороны, говорится в сообщении { -ministry-of-defense(case: "genitive") } { -colombia(case: "genitive") }.

# @context paragraph
# @source Pinzon also held meetings with Sweden’s foreign affairs minister and former prime minister Carl Bildt, who has been an adviser to the peace process taking place in Cuba between the Colombian government and the Marxist armed rebel group FARC.
pinzon-also-held-meetings =
    { -pinzon } также провел встречи с министром иностранных дел { -sweden(case: "genitive") }, бывшим премьер-министром страны { -carl-bildt(case: "instrumental") }, который выступает советником на мирных переговорах, идущих на { -cuba(case: "prepositional") } между правительством { -colombia(case: "genitive") } и { -farc } — вооруженной группировкой повстанцев-марксистов.

# @source Sweden has had a continuous involvement in the peace process in Colombia through the Swedish International Development Cooperation Agency (SIDA).
sweden-has-had-a =
    { -sweden } постоянно участвует в мирном процессе в { -colombia(case: "prepositional") } по линии { -sida-full(case: "genitive") } ({ -sida }).

# @context paragraph
# @source During the meeting, Pinzon also pledged Colombia’s support to EU-led efforts to combat violence and drug trafficking around the world.
during-the-meeting-pinzon =
    На встрече { -pinzon } также пообещал, что { -colombia } поддержит предпринимаемые под руководством { -eu } усилия по борьбе с насилием и наркотрафиком во всем мире.

# @source The aims were presented as part of the Ministry of Defense’s broad strategy to expand security diplomacy and strengthen cooperation with the European Union and multilateral agencies in Colombia’s ongoing fight against drug trafficking, terrorism, kidnapping, extortion, money laundering and other transnational threats.
the-aims-were-presented =
    Эти цели были представлены как часть масштабной стратегии { -ministry-of-defense(case: "genitive") } { -colombia(case: "genitive") }, призванной развивать дипломатию в сфере безопасности и укреплять сотрудничество с { -european-union(case: "instrumental") } и многосторонними организациями в борьбе, которую страна продолжает вести с наркотрафиком, терроризмом, похищениями людей, вымогательством, отмыванием денег и другими транснациональными угрозами.

# @context paragraph
# @source The event tied in with International Peace Day which is celebrated every year on September 21.
the-event-tied-in =
    Мероприятие в { -stockholm(case: "prepositional") } было приурочено к Международному дню мира, который ежегодно отмечается 21 сентября.

# @source The Ministry of Defense’s twitter account said: “The security and defense cooperation with Russia and Sweden were strengthened after bilateral meetings @ Ministry of Defense in Stockholm.”
the-ministry-of-defenses =
    { -ministry-of-defense } { -colombia(case: "genitive") } сообщило в Twitter: «По итогам двусторонних встреч в { -ministry-of-defense(case: "prepositional") } в { -stockholm(case: "prepositional") } укреплено сотрудничество с { -russia(case: "instrumental") } и { -sweden(case: "instrumental") } в сфере безопасности и обороны».

# @context paragraph
# @source Pinzon, an economist by training, was previously Deputy Minister of Defense for Strategy and Planning in which he worked on the “Democratic Security” policy of former President Alvaro Uribe and was involved in modernizing of special operations capabilities and intelligence of the Armed Forces.
pinzon-an-economist-by =
    Экономист по образованию, { -pinzon } ранее занимал пост заместителя министра обороны по стратегии и планированию: в этой должности он участвовал в проведении политики «демократической безопасности» бывшего президента { -alvaro-uribe } и в модернизации потенциала вооруженных сил в области специальных операций и разведки.

# @source He also worked with the as a representative for Colombia at World Bank and in private business with Citigroup.
he-also-worked-with =
    Он также был представителем { -colombia(case: "genitive") } во { -world-bank(case: "prepositional") } и работал в частном секторе — в компании Citigroup.

# @context heading 2
# @source Sources
sources =
    Источники

# @context heading 2
# @source Related posts
related-posts =
    Материалы по теме

# @context list item
# @source Former president maintains control over Colombia’s Liberal Party
former-president-maintains-control =
    Экс-президент сохраняет контроль над Либеральной партией { -colombia(case: "genitive") }

# @context list item
# @source UN Security Council extends monitoring of Colombia’s peace process
un-security-council-extends =
    Совбез ООН продлил наблюдение за мирным процессом в { -colombia(case: "prepositional") }

# @context list item
# @source Defense minister believes Pegasus spyware no longer used in Colombia
defense-minister-believes-pegasus =
    Министр обороны считает, что шпионская программа Pegasus в { -colombia(case: "prepositional") } больше не используется

### end
