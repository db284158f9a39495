### The recurring names of our articles, as Spanish writes them. Countries take no article; write it before the others: las FARC, la UE, del IISS.

## Countries and unions

# @source Colombia
-colombia = Colombia
# @source Russia
-russia = Rusia
# @source Sweden
-sweden = Suecia
# @source Stockholm
-stockholm = Estocolmo
# @source Cuba
-cuba = Cuba
# @source European Union
-european-union = Unión Europea
# @source EU
-eu = UE

## Institutions

# @source Ministry of Defense
-ministry-of-defense = Ministerio de Defensa
# @source FARC
-farc = FARC
# @source Swedish International Development Cooperation Agency
-sida-full = Agencia Sueca de Cooperación Internacional para el Desarrollo
# Asdi, the agency's own name in Spanish: “sida” is the illness.
# @source SIDA
-sida = Asdi
# @source International Institute for Strategic Studies
-iiss-full = Instituto Internacional de Estudios Estratégicos
# @source IISS
-iiss = IISS
# @source World Bank
-world-bank = Banco Mundial

## People

# @source Juan Carlos Pinzon
-juan-carlos-pinzon = Juan Carlos Pinzón
# @source Pinzon
-pinzon = Pinzón
# @source Sergey Ivanov
-sergey-ivanov = Serguéi Ivanov
# @source Carl Bildt
-carl-bildt = Carl Bildt
# @source Alvaro Uribe
-alvaro-uribe = Álvaro Uribe
