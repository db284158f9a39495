### Имена и названия, которые повторяются в статьях: переводы ссылаются на них, чтобы каждое писалось одинаково.
### Падеж: { -colombia(case: "genitive") }; без указания падежа стоит именительный. Простым значением записано то, что не склоняется.

## Страны и союзы

# @source Colombia
-colombia =
    { $case ->
       *[nominative] Колумбия
        [genitive] Колумбии
        [dative] Колумбии
        [accusative] Колумбию
        [instrumental] Колумбией
        [prepositional] Колумбии
    }

# @source Russia
-russia =
    { $case ->
       *[nominative] Россия
        [genitive] России
        [dative] России
        [accusative] Россию
        [instrumental] Россией
        [prepositional] России
    }

# @source Sweden
-sweden =
    { $case ->
       *[nominative] Швеция
        [genitive] Швеции
        [dative] Швеции
        [accusative] Швецию
        [instrumental] Швецией
        [prepositional] Швеции
    }

# @source Stockholm
-stockholm =
    { $case ->
       *[nominative] Стокгольм
        [genitive] Стокгольма
        [dative] Стокгольму
        [accusative] Стокгольм
        [instrumental] Стокгольмом
        [prepositional] Стокгольме
    }

# @source Cuba
-cuba =
    { $case ->
       *[nominative] Куба
        [genitive] Кубы
        [dative] Кубе
        [accusative] Кубу
        [instrumental] Кубой
        [prepositional] Кубе
    }

# @source European Union
-european-union =
    { $case ->
       *[nominative] Евросоюз
        [genitive] Евросоюза
        [dative] Евросоюзу
        [accusative] Евросоюз
        [instrumental] Евросоюзом
        [prepositional] Евросоюзе
    }

# @source EU
-eu = ЕС

## Организации и ведомства

# Страну добавляет сам перевод: { -ministry-of-defense } { -colombia(case: "genitive") }.
# @source Ministry of Defense
-ministry-of-defense =
    { $case ->
       *[nominative] Министерство обороны
        [genitive] Министерства обороны
        [dative] Министерству обороны
        [accusative] Министерство обороны
        [instrumental] Министерством обороны
        [prepositional] Министерстве обороны
    }

# @source FARC
-farc = ФАРК

# @source Swedish International Development Cooperation Agency
-sida-full =
    { $case ->
       *[nominative] Шведское агентство международного сотрудничества в целях развития
        [genitive] Шведского агентства международного сотрудничества в целях развития
        [dative] Шведскому агентству международного сотрудничества в целях развития
        [accusative] Шведское агентство международного сотрудничества в целях развития
        [instrumental] Шведским агентством международного сотрудничества в целях развития
        [prepositional] Шведском агентстве международного сотрудничества в целях развития
    }

# @source SIDA
-sida = СИДА

# @source International Institute for Strategic Studies
-iiss-full =
    { $case ->
       *[nominative] Международный институт стратегических исследований
        [genitive] Международного института стратегических исследований
        [dative] Международному институту стратегических исследований
        [accusative] Международный институт стратегических исследований
        [instrumental] Международным институтом стратегических исследований
        [prepositional] Международном институте стратегических исследований
    }

# В русской прессе сокращение обычно пишут латиницей; МИСИ понимают и как московский строительный институт.
# @source IISS
-iiss = IISS

# @source World Bank
-world-bank =
    { $case ->
       *[nominative] Всемирный банк
        [genitive] Всемирного банка
        [dative] Всемирному банку
        [accusative] Всемирный банк
        [instrumental] Всемирным банком
        [prepositional] Всемирном банке
    }

## Люди

# @source Juan Carlos Pinzon
-juan-carlos-pinzon =
    { $case ->
       *[nominative] Хуан Карлос Пинсон
        [genitive] Хуана Карлоса Пинсона
        [dative] Хуану Карлосу Пинсону
        [accusative] Хуана Карлоса Пинсона
        [instrumental] Хуаном Карлосом Пинсоном
        [prepositional] Хуане Карлосе Пинсоне
    }

# @source Pinzon
-pinzon =
    { $case ->
       *[nominative] Пинсон
        [genitive] Пинсона
        [dative] Пинсону
        [accusative] Пинсона
        [instrumental] Пинсоном
        [prepositional] Пинсоне
    }

# @source Sergey Ivanov
-sergey-ivanov =
    { $case ->
       *[nominative] Сергей Иванов
        [genitive] Сергея Иванова
        [dative] Сергею Иванову
        [accusative] Сергея Иванова
        [instrumental] Сергеем Ивановым
        [prepositional] Сергее Иванове
    }

# @source Carl Bildt
-carl-bildt =
    { $case ->
       *[nominative] Карл Бильдт
        [genitive] Карла Бильдта
        [dative] Карлу Бильдту
        [accusative] Карла Бильдта
        [instrumental] Карлом Бильдтом
        [prepositional] Карле Бильдте
    }

# @source Alvaro Uribe
-alvaro-uribe = Альваро Урибе
