### The recurring names of our articles. Translations refer to them, so that a name is written one way.

## Countries and unions

-colombia = Colombia
-russia = Russia
-sweden = Sweden
-stockholm = Stockholm
-cuba = Cuba
-european-union = European Union
-eu = EU

## Institutions

-ministry-of-defense = Ministry of Defense
-farc = FARC
-sida-full = Swedish International Development Cooperation Agency
-sida = SIDA
-iiss-full = International Institute for Strategic Studies
-iiss = IISS
-world-bank = World Bank

## People

-juan-carlos-pinzon = Juan Carlos Pinzon
-pinzon = Pinzon
-sergey-ivanov = Sergey Ivanov
-carl-bildt = Carl Bildt
-alvaro-uribe = Alvaro Uribe
