"""The list of rules, and the review that runs them."""

from internkontroll.domain.granska import (
    compare_rules,
    date_rules,
    plan_rules,
    report_rules,
    review_rules,
    risk_rules,
    status_rules,
)
from internkontroll.domain.granska.counts import antal_stammer_inte
from internkontroll.domain.granska.duplicates import dubblett
from internkontroll.domain.granska.personnummer import personnummer
from internkontroll.domain.granska.remark import Allvar, Anmarkning, Regel
from internkontroll.domain.granska.sak import Sak
from internkontroll.domain.status import Tillfalletyp
from internkontroll.domain.words import Textdel

_PLAN, _AUGUSTI, _HELAR = Tillfalletyp.PLAN, Tillfalletyp.AUGUSTI, Tillfalletyp.HELAR

REGLER = (
    Regel("personnummer", Allvar.FEL, personnummer),
    Regel("antal-stammer-inte", Allvar.FEL, antal_stammer_inte),
    Regel("mall-kvar", Allvar.FEL, plan_rules.mall_kvar),
    Regel("inledning-saknas", Allvar.FEL, plan_rules.part_missing(Textdel.INLEDNING, _PLAN), per_tillfalle=True),
    Regel(
        "sammanfattning-saknas",
        Allvar.FEL,
        plan_rules.part_missing(Textdel.SAMMANFATTNING, _AUGUSTI, _HELAR),
        per_tillfalle=True,
    ),
    Regel(
        "insyn-saknas", Allvar.VARNING, plan_rules.part_missing(Textdel.INSYN_UPPFOLJNING, _HELAR), per_tillfalle=True
    ),
    Regel("plan-utan-beslut", Allvar.FEL, plan_rules.plan_utan_beslut),
    Regel("inga-risker", Allvar.FEL, risk_rules.inga_risker),
    Regel("ingen-oegentlighet", Allvar.VARNING, risk_rules.ingen_oegentlighet),
    Regel("status-saknas", Allvar.FEL, status_rules.status_saknas, per_tillfalle=True),
    Regel("ej-aktuell-utan-skal", Allvar.FEL, status_rules.ej_aktuell_utan_skal, per_tillfalle=True),
    Regel("ej-langre-aktuell", Allvar.VARNING, status_rules.ej_langre_aktuell, per_tillfalle=True),
    Regel("kommentar-saknas", Allvar.VARNING, status_rules.kommentar_saknas, per_tillfalle=True),
    Regel("kommentar-oforandrad", Allvar.VARNING, compare_rules.kommentar_oforandrad, per_tillfalle=True),
    Regel("inte-langre-klart", Allvar.VARNING, compare_rules.inte_langre_klart, per_tillfalle=True),
    Regel("prognos-efter-arsslut", Allvar.VARNING, status_rules.prognos_efter_arsslut, per_tillfalle=True),
    Regel("klart-i-framtiden", Allvar.FEL, date_rules.klart_i_framtiden, per_tillfalle=True),
    Regel("klart-fore-slutdatum", Allvar.RAD, date_rules.klart_fore_slutdatum, per_tillfalle=True),
    Regel("slutdatum-passerat", Allvar.VARNING, date_rules.slutdatum_passerat, per_tillfalle=True),
    Regel("start-efter-slut", Allvar.FEL, date_rules.start_efter_slut),
    Regel("slutdatum-utanfor-aret", Allvar.RAD, date_rules.slutdatum_utanfor_aret),
    Regel("risk-utan-atgard", Allvar.VARNING, risk_rules.risk_utan_atgard),
    Regel("hog-risk-utan-kontroll", Allvar.VARNING, risk_rules.hog_risk_utan_kontroll),
    Regel("risk-utan-plats", Allvar.RAD, risk_rules.risk_utan_plats),
    Regel("dubblett", Allvar.VARNING, dubblett),
    Regel("bedomning-utan-skal", Allvar.VARNING, compare_rules.bedomning_utan_skal),
    Regel("risk-forsvunnen", Allvar.VARNING, compare_rules.risk_forsvunnen),
    Regel("arsbeslut-saknas", Allvar.VARNING, compare_rules.arsbeslut_saknas),
    Regel("risk-utan-bedomning", Allvar.VARNING, plan_rules.risk_utan_bedomning),
    Regel("riskagare-saknas", Allvar.RAD, plan_rules.riskagare_saknas),
    Regel("ansvarig-saknas", Allvar.VARNING, plan_rules.ansvarig_saknas),
    Regel("slutdatum-saknas", Allvar.VARNING, plan_rules.slutdatum_saknas),
    Regel("kontroll-ofullstandig", Allvar.VARNING, plan_rules.kontroll_ofullstandig),
    Regel("kontroll-utan-uppfoljning", Allvar.VARNING, status_rules.kontroll_utan_uppfoljning, per_tillfalle=True),
    Regel("rekommendation-utan-svar", Allvar.VARNING, review_rules.rekommendation_utan_svar),
    Regel("granskning-utan-atgard", Allvar.VARNING, review_rules.granskning_utan_atgard),
    Regel("enhet-utan-egenkontroll", Allvar.VARNING, review_rules.enhet_utan_egenkontroll, per_tillfalle=True),
    Regel("enhet-saknar-egenkontroll", Allvar.RAD, review_rules.enhet_saknar_egenkontroll),
    Regel("egenkontroll-ofullstandig", Allvar.RAD, plan_rules.egenkontroll_ofullstandig),
    Regel("egenkontroll-ej-gjord", Allvar.VARNING, review_rules.egenkontroll_ej_gjord, per_tillfalle=True),
    Regel("egenkontroll-i-framtiden", Allvar.FEL, date_rules.egenkontroll_i_framtiden),
    Regel("avvikelse-utan-atgard", Allvar.VARNING, review_rules.avvikelse_utan_atgard),
    Regel("avvikelse-utan-uppfoljning", Allvar.VARNING, report_rules.avvikelse_utan_uppfoljning),
    Regel("avvikelse-utan-allvar", Allvar.RAD, report_rules.avvikelse_utan_allvar),
    Regel("brist-aterkommer", Allvar.RAD, report_rules.brist_aterkommer),
    Regel("ej-relevant-utan-skal", Allvar.VARNING, report_rules.ej_relevant_utan_skal),
    Regel("utkast-kvar", Allvar.VARNING, report_rules.utkast_kvar, per_tillfalle=True),
    Regel("effekt-inte-bedomd", Allvar.VARNING, report_rules.effekt_inte_bedomd, per_tillfalle=True),
    Regel("avvikelse-status-saknas", Allvar.VARNING, status_rules.avvikelse_status_saknas, per_tillfalle=True),
)
"""Every rule. An id never changes its meaning: what is silenced is silenced by it."""


def review(sak: Sak) -> list[Anmarkning]:
    """What a careful colleague would object to, the most serious first."""
    order = list(Allvar)
    remarks = [remark for regel in REGLER for remark in regel.remarks(sak)]
    return sorted(remarks, key=lambda remark: order.index(remark.allvar))
