# @source World Bank
-world-bank = Banco Mundial
# @source accord .match = agreement
-accord = acuerdo
