### Återkommande namn i artiklarna på svenska. Skrivsättet följer TT-språket: akronymer som uttalas som ord skrivs
### Farc och Sida; andra länders departement kallas ministerier.

## Länder och unioner

# @source Colombia
-colombia =
    { $case ->
       *[nominative] Colombia
        [genitive] Colombias
    }
# @source Russia
-russia = Ryssland
# @source Sweden
-sweden =
    { $case ->
       *[nominative] Sverige
        [genitive] Sveriges
    }
# @source Stockholm
-stockholm = Stockholm
# @source Cuba
-cuba = Kuba
# @source European Union
-european-union = Europeiska unionen
# @source EU
-eu = EU

## Institutioner

# Ett annat lands ministerium. "initial" står först i en mening eller en fotobyline; "swedish" är det svenska departementet.
# @source Ministry of Defense
-ministry-of-defense =
    { $form ->
       *[definite] försvarsministeriet
        [genitive] försvarsministeriets
        [initial] Försvarsministeriet
        [swedish] försvarsdepartementet
    }
# @source FARC
-farc = Farc
# @source Swedish International Development Cooperation Agency
-sida-full = Styrelsen för internationellt utvecklingssamarbete
# @source SIDA
-sida = Sida
# @source International Institute for Strategic Studies
-iiss-full = Internationella institutet för strategiska studier
# @source IISS
-iiss = IISS
# @source World Bank
-world-bank = Världsbanken

## Personer

# @source Juan Carlos Pinzon
-juan-carlos-pinzon = Juan Carlos Pinzón
# @source Pinzon
-pinzon = Pinzón
# @source Sergey Ivanov
-sergey-ivanov = Sergej Ivanov
# @source Carl Bildt
-carl-bildt = Carl Bildt
# @source Alvaro Uribe
-alvaro-uribe =
    { $case ->
       *[nominative] Álvaro Uribe
        [genitive] Álvaro Uribes
    }
