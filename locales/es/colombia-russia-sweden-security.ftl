### source/colombia-russia-sweden-security.md
### Missing: take away the "# " before "id =" and write below it, indented by four spaces.
### @source is the English of today. @was is the older English the text was made from: mend the text, then delete the @was line.
### @draft is a proposal: check it, then delete the @draft line. A brace is { "{" } or { "}" }.
### Other @ lines inform you; every other # line is yours.

# @context title
# @source Colombia tightens security cooperation with Russia and Sweden
colombia-tightens-security-cooperation =
    { -colombia } estrecha la cooperación en seguridad con { -russia } y { -sweden }

# @context description
# @source Colombia’s defense minister announced agreements with Russia and Sweden against terrorism and drug trafficking at an event in Stockholm.
colombias-defense-minister-announced =
    En un acto celebrado en { -stockholm }, el ministro de Defensa de { -colombia } anunció acuerdos con { -russia } y { -sweden } contra el terrorismo y el narcotráfico.

# @context heading 1
# @source Colombia tightens security cooperation with Russia and Sweden
colombia-tightens-security-cooperation-2 =
    { -colombia } estrecha la cooperación en seguridad con { -russia } y { -sweden }

# @context caption
# @source { "" }*Juan Carlos Pinzon (Photo: Ministry of Defense)*
juan-carlos-pinzon-photo =
    { "" }*{ -juan-carlos-pinzon } (Foto: { -ministry-of-defense })*

# @context paragraph
# @source Colombia’s defense minister announced an accord to strengthen security cooperation between his country and two European allies, Russia and Sweden, at an event in Stockholm on Saturday.
colombias-defense-minister-announced-2 =
    El ministro de Defensa de { -colombia } anunció el sábado, en un acto celebrado en { -stockholm }, un acuerdo para reforzar la cooperación en seguridad entre su país y dos aliados europeos, { -russia } y { -sweden }.

# @context paragraph
# @source Speaking at the Global Strategic Review of the International Institute for Strategic Studies (IISS), Minister Juan Carlos Pinzon announced agreements between the three countries to tighten collective efforts in the fight against terrorism and drug trafficking.
speaking-at-the-global =
    En su intervención en la conferencia Global Strategic Review, del { -iiss-full } ({ -iiss }, por sus siglas en inglés), el ministro { -juan-carlos-pinzon } dio a conocer acuerdos entre los tres países para intensificar los esfuerzos conjuntos en la lucha contra el terrorismo y el narcotráfico.

# @context paragraph
# @source During the state visit Pinzon met with the chief of staff of the President of Russia, Sergey Ivanov, to discuss security and defense cooperation, according to a statement made by the Colombian defense ministry.
during-the-state-visit =
    Durante la visita oficial, { -pinzon } se reunió con el jefe de la Administración presidencial de { -russia }, { -sergey-ivanov }, para abordar la cooperación en seguridad y defensa, según un comunicado del { -ministry-of-defense } colombiano.

# @context paragraph
# @source Pinzon also held meetings with Sweden’s foreign affairs minister and former prime minister Carl Bildt, who has been an adviser to the peace process taking place in Cuba between the Colombian government and the Marxist armed rebel group FARC.
pinzon-also-held-meetings =
    { -pinzon } también mantuvo reuniones con el ministro de Asuntos Exteriores y ex primer ministro de { -sweden }, { -carl-bildt }, quien ha sido asesor del proceso de paz que desarrollan en { -cuba } el Gobierno colombiano y la guerrilla marxista de las { -farc }.

# @source Sweden has had a continuous involvement in the peace process in Colombia through the Swedish International Development Cooperation Agency (SIDA).
sweden-has-had-a =
    { -sweden } ha participado de manera continuada en el proceso de paz de { -colombia } a través de la { -sida-full } ({ -sida }).

# @context paragraph
# @ignore terms (the name in full reads better here)
# @source During the meeting, Pinzon also pledged Colombia’s support to EU-led efforts to combat violence and drug trafficking around the world.
during-the-meeting-pinzon =
    Durante el encuentro, { -pinzon } comprometió además el apoyo de { -colombia } a las iniciativas encabezadas por la { -european-union } para combatir la violencia y el narcotráfico en todo el mundo.

# @ignore terms (the short name: the sentence is long)
# @source The aims were presented as part of the Ministry of Defense’s broad strategy to expand security diplomacy and strengthen cooperation with the European Union and multilateral agencies in Colombia’s ongoing fight against drug trafficking, terrorism, kidnapping, extortion, money laundering and other transnational threats.
the-aims-were-presented =
    Estos objetivos se presentaron como parte de la amplia estrategia con la que el { -ministry-of-defense } busca extender la diplomacia para la seguridad y reforzar la cooperación con la { -eu } y con organismos multilaterales en la lucha que { -colombia } libra contra el narcotráfico, el terrorismo, el secuestro, la extorsión, el blanqueo de capitales y otras amenazas transnacionales.

# @context paragraph
# @source The event tied in with International Peace Day which is celebrated every year on September 21.
the-event-tied-in =
    El acto coincidió con el Día Internacional de la Paz, que se celebra cada 21 de septiembre.

# @source The Ministry of Defense’s twitter account said: “The security and defense cooperation with Russia and Sweden were strengthened after bilateral meetings @ Ministry of Defense in Stockholm.”
the-ministry-of-defenses =
    El { -ministry-of-defense } colombiano escribió en su cuenta de Twitter: «La cooperación en seguridad y defensa con { -russia } y { -sweden } se fortaleció tras reuniones bilaterales en el { -ministry-of-defense }, en { -stockholm }».

# @context paragraph
# @source Pinzon, an economist by training, was previously Deputy Minister of Defense for Strategy and Planning in which he worked on the “Democratic Security” policy of former President Alvaro Uribe and was involved in modernizing of special operations capabilities and intelligence of the Armed Forces.
pinzon-an-economist-by =
    { -pinzon }, economista de formación, fue anteriormente viceministro de Defensa para la Estrategia y Planeación, cargo desde el que trabajó en la política de «seguridad democrática» del expresidente { -alvaro-uribe } y participó en la modernización de las capacidades de operaciones especiales y de inteligencia de las Fuerzas Armadas.

# @source He also worked with the as a representative for Colombia at World Bank and in private business with Citigroup.
he-also-worked-with =
    También fue representante de { -colombia } ante el { -world-bank } y, en el sector privado, trabajó en Citigroup.

# @context heading 2
# @source Sources
sources =
    Fuentes

# @context heading 2
# @source Related posts
related-posts =
    Artículos relacionados

# @context list item
# @source Former president maintains control over Colombia’s Liberal Party
former-president-maintains-control =
    Un expresidente mantiene el control del Partido Liberal de { -colombia }

# @context list item
# @source UN Security Council extends monitoring of Colombia’s peace process
un-security-council-extends =
    El Consejo de Seguridad de la ONU prorroga la supervisión del proceso de paz de { -colombia }

# @context list item
# @source Defense minister believes Pegasus spyware no longer used in Colombia
defense-minister-believes-pegasus =
    El ministro de Defensa cree que el programa espía Pegasus ya no se usa en { -colombia }

### end
