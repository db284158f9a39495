-world-bank = World Bank
-accord = accord
    .match = agreement
