### source/colombia-russia-sweden-security.md
### Written by "tolka sync": edit the article, not this file.

# @context title
colombia-tightens-security-cooperation =
    Colombia tightens security cooperation with Russia and Sweden

# @context description
colombias-defense-minister-announced =
    Colombia’s defense minister announced agreements with Russia and Sweden against terrorism and drug trafficking at an event in Stockholm.

# @context heading 1
colombia-tightens-security-cooperation-2 =
    Colombia tightens security cooperation with Russia and Sweden

# @context caption
juan-carlos-pinzon-photo =
    { "" }*Juan Carlos Pinzon (Photo: Ministry of Defense)*

# @context paragraph
colombias-defense-minister-announced-2 =
    Colombia’s defense minister announced an accord to strengthen security cooperation between his country and two European allies, Russia and Sweden, at an event in Stockholm on Saturday.

# @context paragraph
speaking-at-the-global =
    Speaking at the Global Strategic Review of the International Institute for Strategic Studies (IISS), Minister Juan Carlos Pinzon announced agreements between the three countries to tighten collective efforts in the fight against terrorism and drug trafficking.

# @context paragraph
during-the-state-visit =
    During the state visit Pinzon met with the chief of staff of the President of Russia, Sergey Ivanov, to discuss security and defense cooperation, according to a statement made by the Colombian defense ministry.

# @context paragraph
pinzon-also-held-meetings =
    Pinzon also held meetings with Sweden’s foreign affairs minister and former prime minister Carl Bildt, who has been an adviser to the peace process taking place in Cuba between the Colombian government and the Marxist armed rebel group FARC.

sweden-has-had-a =
    Sweden has had a continuous involvement in the peace process in Colombia through the Swedish International Development Cooperation Agency (SIDA).

# @context paragraph
during-the-meeting-pinzon =
    During the meeting, Pinzon also pledged Colombia’s support to EU-led efforts to combat violence and drug trafficking around the world.

the-aims-were-presented =
    The aims were presented as part of the Ministry of Defense’s broad strategy to expand security diplomacy and strengthen cooperation with the European Union and multilateral agencies in Colombia’s ongoing fight against drug trafficking, terrorism, kidnapping, extortion, money laundering and other transnational threats.

# @context paragraph
the-event-tied-in =
    The event tied in with International Peace Day which is celebrated every year on September 21.

the-ministry-of-defenses =
    The Ministry of Defense’s twitter account said: “The security and defense cooperation with Russia and Sweden were strengthened after bilateral meetings @ Ministry of Defense in Stockholm.”

# @context paragraph
pinzon-an-economist-by =
    Pinzon, an economist by training, was previously Deputy Minister of Defense for Strategy and Planning in which he worked on the “Democratic Security” policy of former President Alvaro Uribe and was involved in modernizing of special operations capabilities and intelligence of the Armed Forces.

he-also-worked-with =
    He also worked with the as a representative for Colombia at World Bank and in private business with Citigroup.

# @context heading 2
sources =
    Sources

# @context heading 2
related-posts =
    Related posts

# @context list item
former-president-maintains-control =
    Former president maintains control over Colombia’s Liberal Party

# @context list item
un-security-council-extends =
    UN Security Council extends monitoring of Colombia’s peace process

# @context list item
defense-minister-believes-pegasus =
    Defense minister believes Pegasus spyware no longer used in Colombia

### end
