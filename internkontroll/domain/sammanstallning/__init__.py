"""What a year's egenkontroll showed, put together for the kvalitetsberättelse (SOSFS 2011:9 7 kap. 1 §), and per unit.

`fakta` is what is read from the register; `antal` adds it up and says shares in words; `aret` is the year as a
whole, `enhet` what one unit gets back, `meningar` the year in sentences. Nothing here tells who did what.
"""
