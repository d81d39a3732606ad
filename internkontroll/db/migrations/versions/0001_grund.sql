CREATE TABLE handelse (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL,
    tid TEXT NOT NULL,
    anvandare TEXT NOT NULL,
    rubrik TEXT NOT NULL,
    skal TEXT,
    angrar_id INTEGER,
    CONSTRAINT uq_handelse_uuid UNIQUE (uuid),
    CONSTRAINT fk_handelse_angrar_id FOREIGN KEY(angrar_id) REFERENCES handelse (id)
);

CREATE TABLE innehall (
    sha256 TEXT NOT NULL CONSTRAINT ck_innehall_sha256 CHECK (length(sha256) = 64),
    storlek INTEGER NOT NULL,
    data BLOB NOT NULL,
    CONSTRAINT pk_innehall PRIMARY KEY (sha256),
    CONSTRAINT ck_innehall_storlek CHECK (length(data) = storlek AND storlek <= 26214400)
);

CREATE TABLE lagrum (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL CONSTRAINT ck_lagrum_uuid CHECK (length(uuid) = 36),
    version INTEGER DEFAULT '1' NOT NULL,
    borttagen TEXT,
    beteckning TEXT NOT NULL CONSTRAINT ck_lagrum_beteckning CHECK (length(beteckning) <= 100000 AND trim(beteckning, ' ' || char(9, 10, 13, 160)) <> ''),
    rubrik TEXT NOT NULL CONSTRAINT ck_lagrum_rubrik CHECK (length(rubrik) <= 100000 AND trim(rubrik, ' ' || char(9, 10, 13, 160)) <> ''),
    galler_fran DATE NOT NULL CONSTRAINT ck_lagrum_galler_fran CHECK (galler_fran IS date(galler_fran, '+0 days')),
    galler_till DATE CONSTRAINT ck_lagrum_galler_till CHECK (galler_till IS date(galler_till, '+0 days')),
    kalla TEXT CONSTRAINT ck_lagrum_kalla CHECK (length(kalla) <= 100000),
    kontrollerad INTEGER DEFAULT '0' NOT NULL CONSTRAINT ck_lagrum_kontrollerad CHECK (kontrollerad IN (0, 1)),
    CONSTRAINT ck_lagrum_galler CHECK (galler_till IS NULL OR galler_till >= galler_fran),
    CONSTRAINT uq_lagrum_uuid UNIQUE (uuid)
);

CREATE UNIQUE INDEX uq_lagrum_beteckning ON lagrum (beteckning, galler_fran) WHERE borttagen IS NULL;

CREATE TABLE namnd (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL CONSTRAINT ck_namnd_uuid CHECK (length(uuid) = 36),
    version INTEGER DEFAULT '1' NOT NULL,
    kommun TEXT CONSTRAINT ck_namnd_kommun CHECK (length(kommun) <= 100000),
    namn TEXT NOT NULL CONSTRAINT ck_namnd_namn CHECK (length(namn) <= 100000 AND trim(namn, ' ' || char(9, 10, 13, 160)) <> ''),
    CONSTRAINT uq_namnd_uuid UNIQUE (uuid)
);

CREATE UNIQUE INDEX uq_namnd_namn ON namnd (namn, kommun);

CREATE UNIQUE INDEX uq_namnd_namn_ensamt ON namnd (namn) WHERE kommun IS NULL;

CREATE TABLE register (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL,
    skapat TEXT NOT NULL,
    CONSTRAINT ck_register_ensam CHECK (id = 1)
);

CREATE TABLE enhet (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL CONSTRAINT ck_enhet_uuid CHECK (length(uuid) = 36),
    version INTEGER DEFAULT '1' NOT NULL,
    namnd_id INTEGER NOT NULL,
    niva TEXT NOT NULL CONSTRAINT ck_enhet_niva CHECK (niva IN ('forvaltning', 'verksamhet', 'sektion', 'enhet')),
    stangd DATE CONSTRAINT ck_enhet_stangd CHECK (stangd IS date(stangd, '+0 days')),
    uppgick_i_id INTEGER,
    CONSTRAINT ck_enhet_uppgick_stangd CHECK (uppgick_i_id IS NULL OR stangd IS NOT NULL),
    CONSTRAINT ck_enhet_uppgick_i_annan CHECK (uppgick_i_id <> id),
    CONSTRAINT uq_enhet_uuid UNIQUE (uuid),
    CONSTRAINT fk_enhet_namnd_id FOREIGN KEY(namnd_id) REFERENCES namnd (id),
    CONSTRAINT fk_enhet_uppgick_i_id FOREIGN KEY(uppgick_i_id) REFERENCES enhet (id)
);

CREATE INDEX ix_enhet_namnd_id ON enhet (namnd_id);

CREATE TABLE handelserad (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    handelse_id INTEGER NOT NULL,
    tabell TEXT NOT NULL,
    post INTEGER NOT NULL,
    falt TEXT,
    var TEXT,
    blev TEXT,
    CONSTRAINT ck_handelserad_nagot CHECK (var IS NOT NULL OR blev IS NOT NULL),
    CONSTRAINT fk_handelserad_handelse_id FOREIGN KEY(handelse_id) REFERENCES handelse (id)
);

CREATE INDEX ix_handelserad_handelse_id ON handelserad (handelse_id);

CREATE INDEX ix_handelserad_post ON handelserad (tabell, post);

CREATE TABLE "plan" (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL CONSTRAINT ck_plan_uuid CHECK (length(uuid) = 36),
    version INTEGER DEFAULT '1' NOT NULL,
    namnd_id INTEGER NOT NULL,
    ar INTEGER NOT NULL CONSTRAINT ck_plan_ar CHECK (ar BETWEEN 1990 AND 2100),
    status TEXT NOT NULL CONSTRAINT ck_plan_status CHECK (status IN ('utkast', 'beslutad', 'avslutad')),
    beslut_datum DATE CONSTRAINT ck_plan_beslut_datum CHECK (beslut_datum IS date(beslut_datum, '+0 days')),
    beslut_paragraf TEXT CONSTRAINT ck_plan_beslut_paragraf CHECK (length(beslut_paragraf) <= 100000),
    beslut_diarienummer TEXT CONSTRAINT ck_plan_beslut_diarienummer CHECK (length(beslut_diarienummer) <= 100000),
    forvaltning TEXT CONSTRAINT ck_plan_forvaltning CHECK (length(forvaltning) <= 100000),
    CONSTRAINT uq_plan_namnd_id_ar UNIQUE (namnd_id, ar),
    CONSTRAINT ck_plan_beslutad_har_datum CHECK (status = 'utkast' OR beslut_datum IS NOT NULL),
    CONSTRAINT uq_plan_uuid UNIQUE (uuid),
    CONSTRAINT fk_plan_namnd_id FOREIGN KEY(namnd_id) REFERENCES namnd (id)
);

CREATE TABLE textmall (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL CONSTRAINT ck_textmall_uuid CHECK (length(uuid) = 36),
    version INTEGER DEFAULT '1' NOT NULL,
    namnd_id INTEGER NOT NULL,
    tillfalle TEXT NOT NULL CONSTRAINT ck_textmall_tillfalle CHECK (tillfalle IN ('plan', 'april', 'augusti', 'helar')),
    del TEXT NOT NULL CONSTRAINT ck_textmall_del CHECK (del IN ('inledning', 'sammanfattning', 'struktur', 'insyn', 'insyn_uppfoljning')),
    innehall TEXT NOT NULL CONSTRAINT ck_textmall_innehall CHECK (length(innehall) <= 100000 AND trim(innehall, ' ' || char(9, 10, 13, 160)) <> ''),
    CONSTRAINT uq_textmall_namnd_id_tillfalle_del UNIQUE (namnd_id, tillfalle, del),
    CONSTRAINT uq_textmall_uuid UNIQUE (uuid),
    CONSTRAINT fk_textmall_namnd_id FOREIGN KEY(namnd_id) REFERENCES namnd (id)
);

CREATE TABLE utseende (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL CONSTRAINT ck_utseende_uuid CHECK (length(uuid) = 36),
    version INTEGER DEFAULT '1' NOT NULL,
    namnd_id INTEGER NOT NULL,
    typsnitt TEXT,
    typsnitt_fet TEXT,
    logotyp TEXT,
    ordmall TEXT,
    logotyp_alt TEXT CONSTRAINT ck_utseende_logotyp_alt CHECK (length(logotyp_alt) <= 100000),
    marginal_mm INTEGER CONSTRAINT ck_utseende_marginal_mm CHECK (marginal_mm IS NULL OR (typeof(marginal_mm) = 'integer' AND marginal_mm BETWEEN 10 AND 40)),
    farg TEXT CONSTRAINT ck_utseende_farg CHECK (farg GLOB '[0-9A-F][0-9A-F][0-9A-F][0-9A-F][0-9A-F][0-9A-F]'),
    CONSTRAINT ck_utseende_logotyp_har_alt CHECK (logotyp IS NULL OR logotyp_alt IS NOT NULL),
    CONSTRAINT ck_utseende_bada_typsnitten CHECK ((typsnitt IS NULL) = (typsnitt_fet IS NULL)),
    CONSTRAINT uq_utseende_uuid UNIQUE (uuid),
    CONSTRAINT uq_utseende_namnd_id UNIQUE (namnd_id),
    CONSTRAINT fk_utseende_namnd_id FOREIGN KEY(namnd_id) REFERENCES namnd (id),
    CONSTRAINT fk_utseende_typsnitt FOREIGN KEY(typsnitt) REFERENCES innehall (sha256),
    CONSTRAINT fk_utseende_typsnitt_fet FOREIGN KEY(typsnitt_fet) REFERENCES innehall (sha256),
    CONSTRAINT fk_utseende_logotyp FOREIGN KEY(logotyp) REFERENCES innehall (sha256),
    CONSTRAINT fk_utseende_ordmall FOREIGN KEY(ordmall) REFERENCES innehall (sha256)
);

CREATE TABLE avtal (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL CONSTRAINT ck_avtal_uuid CHECK (length(uuid) = 36),
    version INTEGER DEFAULT '1' NOT NULL,
    borttagen TEXT,
    plan_id INTEGER NOT NULL,
    identitet TEXT NOT NULL CONSTRAINT ck_avtal_identitet CHECK (length(identitet) = 36),
    ordning INTEGER NOT NULL,
    avtal TEXT NOT NULL CONSTRAINT ck_avtal_avtal CHECK (length(avtal) <= 100000 AND trim(avtal, ' ' || char(9, 10, 13, 160)) <> ''),
    omrade TEXT CONSTRAINT ck_avtal_omrade CHECK (length(omrade) <= 100000),
    typ TEXT CONSTRAINT ck_avtal_typ CHECK (length(typ) <= 100000),
    ansvar TEXT CONSTRAINT ck_avtal_ansvar CHECK (length(ansvar) <= 100000),
    tidplan TEXT CONSTRAINT ck_avtal_tidplan CHECK (length(tidplan) <= 100000),
    intervall TEXT CONSTRAINT ck_avtal_intervall CHECK (length(intervall) <= 100000),
    mottagare TEXT CONSTRAINT ck_avtal_mottagare CHECK (length(mottagare) <= 100000),
    CONSTRAINT uq_avtal_plan_id_id UNIQUE (plan_id, id),
    CONSTRAINT uq_avtal_plan_id_identitet UNIQUE (plan_id, identitet),
    CONSTRAINT uq_avtal_uuid UNIQUE (uuid),
    CONSTRAINT fk_avtal_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id)
);

CREATE TABLE enhet_version (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL CONSTRAINT ck_enhet_version_uuid CHECK (length(uuid) = 36),
    version INTEGER DEFAULT '1' NOT NULL,
    enhet_id INTEGER NOT NULL,
    fran DATE NOT NULL CONSTRAINT ck_enhet_version_fran CHECK (fran IS date(fran, '+0 days')),
    namn TEXT NOT NULL CONSTRAINT ck_enhet_version_namn CHECK (length(namn) <= 100000 AND trim(namn, ' ' || char(9, 10, 13, 160)) <> ''),
    sortnyckel TEXT NOT NULL,
    chef TEXT CONSTRAINT ck_enhet_version_chef CHECK (length(chef) <= 100000),
    overordnad_id INTEGER,
    CONSTRAINT uq_enhet_version_enhet_id_fran UNIQUE (enhet_id, fran),
    CONSTRAINT ck_enhet_version_overordnad_annan CHECK (overordnad_id <> enhet_id),
    CONSTRAINT uq_enhet_version_uuid UNIQUE (uuid),
    CONSTRAINT fk_enhet_version_enhet_id FOREIGN KEY(enhet_id) REFERENCES enhet (id),
    CONSTRAINT fk_enhet_version_overordnad_id FOREIGN KEY(overordnad_id) REFERENCES enhet (id)
);

CREATE TABLE granskning (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL CONSTRAINT ck_granskning_uuid CHECK (length(uuid) = 36),
    version INTEGER DEFAULT '1' NOT NULL,
    borttagen TEXT,
    plan_id INTEGER NOT NULL,
    identitet TEXT NOT NULL CONSTRAINT ck_granskning_identitet CHECK (length(identitet) = 36),
    ordning INTEGER NOT NULL,
    namn TEXT NOT NULL CONSTRAINT ck_granskning_namn CHECK (length(namn) <= 100000 AND trim(namn, ' ' || char(9, 10, 13, 160)) <> ''),
    granskare TEXT CONSTRAINT ck_granskning_granskare CHECK (length(granskare) <= 100000),
    diarienummer TEXT CONSTRAINT ck_granskning_diarienummer CHECK (length(diarienummer) <= 100000),
    datum DATE CONSTRAINT ck_granskning_datum CHECK (datum IS date(datum, '+0 days')),
    svar_datum DATE CONSTRAINT ck_granskning_svar_datum CHECK (svar_datum IS date(svar_datum, '+0 days')),
    svar_paragraf TEXT CONSTRAINT ck_granskning_svar_paragraf CHECK (length(svar_paragraf) <= 100000),
    svar TEXT CONSTRAINT ck_granskning_svar CHECK (length(svar) <= 100000),
    CONSTRAINT uq_granskning_plan_id_id UNIQUE (plan_id, id),
    CONSTRAINT uq_granskning_plan_id_identitet UNIQUE (plan_id, identitet),
    CONSTRAINT uq_granskning_uuid UNIQUE (uuid),
    CONSTRAINT fk_granskning_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id)
);

CREATE TABLE mal (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL CONSTRAINT ck_mal_uuid CHECK (length(uuid) = 36),
    version INTEGER DEFAULT '1' NOT NULL,
    borttagen TEXT,
    plan_id INTEGER NOT NULL,
    identitet TEXT NOT NULL CONSTRAINT ck_mal_identitet CHECK (length(identitet) = 36),
    ordning INTEGER NOT NULL,
    namn TEXT NOT NULL CONSTRAINT ck_mal_namn CHECK (length(namn) <= 100000 AND trim(namn, ' ' || char(9, 10, 13, 160)) <> ''),
    overordnat TEXT CONSTRAINT ck_mal_overordnat CHECK (length(overordnat) <= 100000),
    CONSTRAINT uq_mal_plan_id_id UNIQUE (plan_id, id),
    CONSTRAINT uq_mal_plan_id_identitet UNIQUE (plan_id, identitet),
    CONSTRAINT uq_mal_uuid UNIQUE (uuid),
    CONSTRAINT fk_mal_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id)
);

CREATE UNIQUE INDEX uq_mal_namn ON mal (plan_id, namn) WHERE borttagen IS NULL;

CREATE TABLE process (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL CONSTRAINT ck_process_uuid CHECK (length(uuid) = 36),
    version INTEGER DEFAULT '1' NOT NULL,
    borttagen TEXT,
    plan_id INTEGER NOT NULL,
    identitet TEXT NOT NULL CONSTRAINT ck_process_identitet CHECK (length(identitet) = 36),
    ordning INTEGER NOT NULL,
    nummer TEXT NOT NULL CONSTRAINT ck_process_nummer CHECK (length(nummer) <= 100000 AND trim(nummer, ' ' || char(9, 10, 13, 160)) <> ''),
    namn TEXT NOT NULL CONSTRAINT ck_process_namn CHECK (length(namn) <= 100000 AND trim(namn, ' ' || char(9, 10, 13, 160)) <> ''),
    sortnyckel TEXT NOT NULL,
    CONSTRAINT uq_process_plan_id_id UNIQUE (plan_id, id),
    CONSTRAINT uq_process_plan_id_identitet UNIQUE (plan_id, identitet),
    CONSTRAINT uq_process_uuid UNIQUE (uuid),
    CONSTRAINT fk_process_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id)
);

CREATE UNIQUE INDEX uq_process_nummer ON process (plan_id, nummer) WHERE borttagen IS NULL;

CREATE TABLE riskskala (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL CONSTRAINT ck_riskskala_uuid CHECK (length(uuid) = 36),
    version INTEGER DEFAULT '1' NOT NULL,
    plan_id INTEGER NOT NULL,
    sannolikhet TEXT NOT NULL CONSTRAINT ck_riskskala_sannolikhet CHECK (json_array_length(sannolikhet) BETWEEN 3 AND 6),
    konsekvens TEXT NOT NULL CONSTRAINT ck_riskskala_konsekvens CHECK (json_array_length(konsekvens) BETWEEN 3 AND 6),
    band TEXT NOT NULL CONSTRAINT ck_riskskala_band CHECK (json_type(band) = 'array'),
    celler TEXT NOT NULL CONSTRAINT ck_riskskala_celler CHECK (json_type(celler) = 'array'),
    CONSTRAINT uq_riskskala_uuid UNIQUE (uuid),
    CONSTRAINT uq_riskskala_plan_id UNIQUE (plan_id),
    CONSTRAINT fk_riskskala_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id)
);

CREATE TABLE tillfalle (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL CONSTRAINT ck_tillfalle_uuid CHECK (length(uuid) = 36),
    version INTEGER DEFAULT '1' NOT NULL,
    plan_id INTEGER NOT NULL,
    typ TEXT NOT NULL CONSTRAINT ck_tillfalle_typ CHECK (typ IN ('plan', 'april', 'augusti', 'helar')),
    rubrik TEXT CONSTRAINT ck_tillfalle_rubrik CHECK (length(rubrik) <= 100000),
    underrubrik TEXT CONSTRAINT ck_tillfalle_underrubrik CHECK (length(underrubrik) <= 100000),
    period DATE CONSTRAINT ck_tillfalle_period CHECK (period IS date(period, '+0 days')),
    CONSTRAINT uq_tillfalle_plan_id_typ UNIQUE (plan_id, typ),
    CONSTRAINT uq_tillfalle_plan_id_id UNIQUE (plan_id, id),
    CONSTRAINT uq_tillfalle_uuid UNIQUE (uuid),
    CONSTRAINT fk_tillfalle_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id)
);

CREATE TABLE tystad (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL CONSTRAINT ck_tystad_uuid CHECK (length(uuid) = 36),
    version INTEGER DEFAULT '1' NOT NULL,
    plan_id INTEGER NOT NULL,
    regel TEXT NOT NULL,
    post TEXT NOT NULL CONSTRAINT ck_tystad_post CHECK (length(post) = 36),
    skal TEXT NOT NULL CONSTRAINT ck_tystad_skal CHECK (length(skal) <= 100000 AND trim(skal, ' ' || char(9, 10, 13, 160)) <> ''),
    CONSTRAINT uq_tystad_plan_id_regel_post UNIQUE (plan_id, regel, post),
    CONSTRAINT uq_tystad_uuid UNIQUE (uuid),
    CONSTRAINT fk_tystad_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id)
);

CREATE TABLE avsnittstext (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL CONSTRAINT ck_avsnittstext_uuid CHECK (length(uuid) = 36),
    version INTEGER DEFAULT '1' NOT NULL,
    tillfalle_id INTEGER NOT NULL,
    del TEXT NOT NULL CONSTRAINT ck_avsnittstext_del CHECK (del IN ('inledning', 'sammanfattning', 'struktur', 'insyn', 'insyn_uppfoljning')),
    innehall TEXT CONSTRAINT ck_avsnittstext_innehall CHECK (length(innehall) <= 100000),
    klar INTEGER DEFAULT '0' NOT NULL CONSTRAINT ck_avsnittstext_klar CHECK (klar IN (0, 1)),
    CONSTRAINT uq_avsnittstext_tillfalle_id_del UNIQUE (tillfalle_id, del),
    CONSTRAINT uq_avsnittstext_uuid UNIQUE (uuid),
    CONSTRAINT fk_avsnittstext_tillfalle_id FOREIGN KEY(tillfalle_id) REFERENCES tillfalle (id)
);

CREATE TABLE egenkontroll (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL CONSTRAINT ck_egenkontroll_uuid CHECK (length(uuid) = 36),
    version INTEGER DEFAULT '1' NOT NULL,
    borttagen TEXT,
    plan_id INTEGER NOT NULL,
    identitet TEXT NOT NULL CONSTRAINT ck_egenkontroll_identitet CHECK (length(identitet) = 36),
    ordning INTEGER NOT NULL,
    beteckning TEXT CONSTRAINT ck_egenkontroll_beteckning CHECK (length(beteckning) <= 100000),
    namn TEXT NOT NULL CONSTRAINT ck_egenkontroll_namn CHECK (length(namn) <= 100000 AND trim(namn, ' ' || char(9, 10, 13, 160)) <> ''),
    process_id INTEGER,
    lagrum_id INTEGER,
    syfte TEXT CONSTRAINT ck_egenkontroll_syfte CHECK (length(syfte) <= 100000),
    metod TEXT CONSTRAINT ck_egenkontroll_metod CHECK (metod IN ('kvalitetsregister', 'jämförelse med andra verksamheter', 'jämförelse med egna tidigare resultat', 'målgruppsundersökning', 'granskning av journaler och akter', 'förhållningssätt och attityder', 'uppgifter från patientnämnden', 'synpunkter från revisorer och intressenter', 'annan')),
    frekvens TEXT CONSTRAINT ck_egenkontroll_frekvens CHECK (frekvens IN ('dag', 'vecka', 'månad', 'kvartal', 'tertial', 'halvår', 'år', 'löpande')),
    ansvarig TEXT CONSTRAINT ck_egenkontroll_ansvarig CHECK (length(ansvarig) <= 100000),
    dagar_efter INTEGER CONSTRAINT ck_egenkontroll_dagar_efter CHECK (dagar_efter IS NULL OR (typeof(dagar_efter) = 'integer' AND dagar_efter BETWEEN 0 AND 366)),
    CONSTRAINT uq_egenkontroll_plan_id_id UNIQUE (plan_id, id),
    CONSTRAINT uq_egenkontroll_plan_id_identitet UNIQUE (plan_id, identitet),
    CONSTRAINT fk_egenkontroll_plan_id_process_id FOREIGN KEY(plan_id, process_id) REFERENCES process (plan_id, id),
    CONSTRAINT uq_egenkontroll_uuid UNIQUE (uuid),
    CONSTRAINT fk_egenkontroll_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id),
    CONSTRAINT fk_egenkontroll_lagrum_id FOREIGN KEY(lagrum_id) REFERENCES lagrum (id)
);

CREATE INDEX ix_egenkontroll_process_id ON egenkontroll (process_id);

CREATE UNIQUE INDEX uq_egenkontroll_beteckning ON egenkontroll (plan_id, beteckning) WHERE borttagen IS NULL;

CREATE TABLE rekommendation (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL CONSTRAINT ck_rekommendation_uuid CHECK (length(uuid) = 36),
    version INTEGER DEFAULT '1' NOT NULL,
    borttagen TEXT,
    granskning_id INTEGER NOT NULL,
    ordning INTEGER NOT NULL,
    rekommendation TEXT NOT NULL CONSTRAINT ck_rekommendation_rekommendation CHECK (length(rekommendation) <= 100000 AND trim(rekommendation, ' ' || char(9, 10, 13, 160)) <> ''),
    svar TEXT CONSTRAINT ck_rekommendation_svar CHECK (length(svar) <= 100000),
    CONSTRAINT uq_rekommendation_granskning_id_id UNIQUE (granskning_id, id),
    CONSTRAINT uq_rekommendation_uuid UNIQUE (uuid),
    CONSTRAINT fk_rekommendation_granskning_id FOREIGN KEY(granskning_id) REFERENCES granskning (id)
);

CREATE TABLE risk (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL CONSTRAINT ck_risk_uuid CHECK (length(uuid) = 36),
    version INTEGER DEFAULT '1' NOT NULL,
    borttagen TEXT,
    plan_id INTEGER NOT NULL,
    identitet TEXT NOT NULL CONSTRAINT ck_risk_identitet CHECK (length(identitet) = 36),
    ordning INTEGER NOT NULL,
    beteckning TEXT CONSTRAINT ck_risk_beteckning CHECK (length(beteckning) <= 100000),
    process_id INTEGER,
    mal_id INTEGER,
    enhet_id INTEGER,
    niva TEXT NOT NULL CONSTRAINT ck_risk_niva CHECK (niva IN ('namnd', 'forvaltning', 'enhet')),
    beskrivning TEXT NOT NULL CONSTRAINT ck_risk_beskrivning CHECK (length(beskrivning) <= 100000 AND trim(beskrivning, ' ' || char(9, 10, 13, 160)) <> ''),
    bakgrund TEXT CONSTRAINT ck_risk_bakgrund CHECK (length(bakgrund) <= 100000),
    effekter TEXT CONSTRAINT ck_risk_effekter CHECK (length(effekter) <= 100000),
    forutsattningar TEXT CONSTRAINT ck_risk_forutsattningar CHECK (length(forutsattningar) <= 100000),
    paverkar_aven TEXT CONSTRAINT ck_risk_paverkar_aven CHECK (length(paverkar_aven) <= 100000),
    riskagare TEXT CONSTRAINT ck_risk_riskagare CHECK (length(riskagare) <= 100000),
    oegentlighet INTEGER DEFAULT '0' NOT NULL CONSTRAINT ck_risk_oegentlighet CHECK (oegentlighet IN (0, 1)),
    accepterad_skal TEXT CONSTRAINT ck_risk_accepterad_skal CHECK (length(accepterad_skal) <= 100000),
    tillagd DATE CONSTRAINT ck_risk_tillagd CHECK (tillagd IS date(tillagd, '+0 days')),
    tillagd_skal TEXT CONSTRAINT ck_risk_tillagd_skal CHECK (length(tillagd_skal) <= 100000),
    avslutad DATE CONSTRAINT ck_risk_avslutad CHECK (avslutad IS date(avslutad, '+0 days')),
    avslutad_skal TEXT CONSTRAINT ck_risk_avslutad_skal CHECK (length(avslutad_skal) <= 100000),
    lyft_fran_id INTEGER,
    CONSTRAINT uq_risk_plan_id_id UNIQUE (plan_id, id),
    CONSTRAINT uq_risk_plan_id_identitet UNIQUE (plan_id, identitet),
    CONSTRAINT fk_risk_plan_id_process_id FOREIGN KEY(plan_id, process_id) REFERENCES process (plan_id, id),
    CONSTRAINT fk_risk_plan_id_mal_id FOREIGN KEY(plan_id, mal_id) REFERENCES mal (plan_id, id),
    CONSTRAINT ck_risk_tillagd_har_skal CHECK (tillagd IS NULL OR tillagd_skal IS NOT NULL),
    CONSTRAINT ck_risk_avslutad_har_skal CHECK (avslutad IS NULL OR avslutad_skal IS NOT NULL),
    CONSTRAINT uq_risk_uuid UNIQUE (uuid),
    CONSTRAINT fk_risk_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id),
    CONSTRAINT fk_risk_enhet_id FOREIGN KEY(enhet_id) REFERENCES enhet (id),
    CONSTRAINT fk_risk_lyft_fran_id FOREIGN KEY(lyft_fran_id) REFERENCES risk (id)
);

CREATE INDEX ix_risk_enhet_id ON risk (enhet_id);

CREATE INDEX ix_risk_mal_id ON risk (mal_id);

CREATE INDEX ix_risk_process_id ON risk (process_id);

CREATE UNIQUE INDEX uq_risk_beteckning ON risk (plan_id, beteckning) WHERE borttagen IS NULL;

CREATE TABLE bedomning (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL CONSTRAINT ck_bedomning_uuid CHECK (length(uuid) = 36),
    version INTEGER DEFAULT '1' NOT NULL,
    borttagen TEXT,
    risk_id INTEGER NOT NULL,
    datum DATE NOT NULL CONSTRAINT ck_bedomning_datum CHECK (datum IS date(datum, '+0 days')),
    fas TEXT NOT NULL CONSTRAINT ck_bedomning_fas CHECK (fas IN ('fore', 'efter')),
    sannolikhet INTEGER CONSTRAINT ck_bedomning_sannolikhet CHECK (sannolikhet IS NULL OR (typeof(sannolikhet) = 'integer' AND sannolikhet BETWEEN 1 AND 6)),
    konsekvens INTEGER CONSTRAINT ck_bedomning_konsekvens CHECK (konsekvens IS NULL OR (typeof(konsekvens) = 'integer' AND konsekvens BETWEEN 1 AND 6)),
    skal_sannolikhet TEXT CONSTRAINT ck_bedomning_skal_sannolikhet CHECK (length(skal_sannolikhet) <= 100000),
    skal_konsekvens TEXT CONSTRAINT ck_bedomning_skal_konsekvens CHECK (length(skal_konsekvens) <= 100000),
    CONSTRAINT ck_bedomning_nagot CHECK (sannolikhet IS NOT NULL OR konsekvens IS NOT NULL),
    CONSTRAINT uq_bedomning_uuid UNIQUE (uuid),
    CONSTRAINT fk_bedomning_risk_id FOREIGN KEY(risk_id) REFERENCES risk (id)
);

CREATE INDEX ix_bedomning_risk_id ON bedomning (risk_id, fas, datum);

CREATE TABLE egenkontroll_enhet (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    egenkontroll_id INTEGER NOT NULL,
    enhet_id INTEGER NOT NULL,
    ordning INTEGER NOT NULL,
    alla_under INTEGER DEFAULT '0' NOT NULL CONSTRAINT ck_egenkontroll_enhet_alla_under CHECK (alla_under IN (0, 1)),
    CONSTRAINT uq_egenkontroll_enhet_egenkontroll_id_enhet_id UNIQUE (egenkontroll_id, enhet_id),
    CONSTRAINT fk_egenkontroll_enhet_egenkontroll_id FOREIGN KEY(egenkontroll_id) REFERENCES egenkontroll (id),
    CONSTRAINT fk_egenkontroll_enhet_enhet_id FOREIGN KEY(enhet_id) REFERENCES enhet (id)
);

CREATE INDEX ix_egenkontroll_enhet_enhet_id ON egenkontroll_enhet (enhet_id);

CREATE TABLE kontroll (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL CONSTRAINT ck_kontroll_uuid CHECK (length(uuid) = 36),
    version INTEGER DEFAULT '1' NOT NULL,
    borttagen TEXT,
    plan_id INTEGER NOT NULL,
    identitet TEXT NOT NULL CONSTRAINT ck_kontroll_identitet CHECK (length(identitet) = 36),
    ordning INTEGER NOT NULL,
    risk_id INTEGER,
    process_id INTEGER,
    mal_id INTEGER,
    kontroll TEXT NOT NULL CONSTRAINT ck_kontroll_kontroll CHECK (length(kontroll) <= 100000 AND trim(kontroll, ' ' || char(9, 10, 13, 160)) <> ''),
    beskrivning TEXT CONSTRAINT ck_kontroll_beskrivning CHECK (length(beskrivning) <= 100000),
    metod TEXT CONSTRAINT ck_kontroll_metod CHECK (length(metod) <= 100000),
    frekvens TEXT CONSTRAINT ck_kontroll_frekvens CHECK (frekvens IN ('dag', 'vecka', 'månad', 'kvartal', 'tertial', 'halvår', 'år', 'löpande')),
    ansvarig TEXT CONSTRAINT ck_kontroll_ansvarig CHECK (length(ansvarig) <= 100000),
    CONSTRAINT uq_kontroll_plan_id_id UNIQUE (plan_id, id),
    CONSTRAINT uq_kontroll_plan_id_identitet UNIQUE (plan_id, identitet),
    CONSTRAINT fk_kontroll_plan_id_risk_id FOREIGN KEY(plan_id, risk_id) REFERENCES risk (plan_id, id),
    CONSTRAINT fk_kontroll_plan_id_process_id FOREIGN KEY(plan_id, process_id) REFERENCES process (plan_id, id),
    CONSTRAINT fk_kontroll_plan_id_mal_id FOREIGN KEY(plan_id, mal_id) REFERENCES mal (plan_id, id),
    CONSTRAINT uq_kontroll_uuid UNIQUE (uuid),
    CONSTRAINT fk_kontroll_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id)
);

CREATE INDEX ix_kontroll_risk_id ON kontroll (risk_id);

CREATE TABLE kontrollpunkt (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL CONSTRAINT ck_kontrollpunkt_uuid CHECK (length(uuid) = 36),
    version INTEGER DEFAULT '1' NOT NULL,
    borttagen TEXT,
    egenkontroll_id INTEGER NOT NULL,
    ordning INTEGER NOT NULL,
    fraga TEXT NOT NULL CONSTRAINT ck_kontrollpunkt_fraga CHECK (length(fraga) <= 100000 AND trim(fraga, ' ' || char(9, 10, 13, 160)) <> ''),
    hjalp TEXT CONSTRAINT ck_kontrollpunkt_hjalp CHECK (length(hjalp) <= 100000),
    svarstyp TEXT NOT NULL CONSTRAINT ck_kontrollpunkt_svarstyp CHECK (svarstyp IN ('ja_nej', 'antal', 'andel', 'text')),
    CONSTRAINT uq_kontrollpunkt_egenkontroll_id_id UNIQUE (egenkontroll_id, id),
    CONSTRAINT uq_kontrollpunkt_uuid UNIQUE (uuid),
    CONSTRAINT fk_kontrollpunkt_egenkontroll_id FOREIGN KEY(egenkontroll_id) REFERENCES egenkontroll (id)
);

CREATE TABLE risk_mal (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    plan_id INTEGER NOT NULL,
    risk_id INTEGER NOT NULL,
    mal_id INTEGER NOT NULL,
    CONSTRAINT fk_risk_mal_plan_id_risk_id FOREIGN KEY(plan_id, risk_id) REFERENCES risk (plan_id, id),
    CONSTRAINT fk_risk_mal_plan_id_mal_id FOREIGN KEY(plan_id, mal_id) REFERENCES mal (plan_id, id),
    CONSTRAINT uq_risk_mal_risk_id_mal_id UNIQUE (risk_id, mal_id)
);

CREATE INDEX ix_risk_mal_mal_id ON risk_mal (mal_id);

CREATE TABLE utfall (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL CONSTRAINT ck_utfall_uuid CHECK (length(uuid) = 36),
    version INTEGER DEFAULT '1' NOT NULL,
    borttagen TEXT,
    egenkontroll_id INTEGER NOT NULL,
    enhet_id INTEGER NOT NULL,
    ordning INTEGER NOT NULL,
    period DATE NOT NULL CONSTRAINT ck_utfall_period CHECK (period IS date(period, '+0 days')),
    forfaller DATE CONSTRAINT ck_utfall_forfaller CHECK (forfaller IS date(forfaller, '+0 days')),
    datum DATE CONSTRAINT ck_utfall_datum CHECK (datum IS date(datum, '+0 days')),
    utford_av TEXT CONSTRAINT ck_utfall_utford_av CHECK (length(utford_av) <= 100000),
    antal_granskade INTEGER CONSTRAINT ck_utfall_antal_granskade CHECK (antal_granskade IS NULL OR (typeof(antal_granskade) = 'integer' AND antal_granskade >= 0)),
    antal_avvikelser INTEGER CONSTRAINT ck_utfall_antal_avvikelser CHECK (antal_avvikelser IS NULL OR (typeof(antal_avvikelser) = 'integer' AND antal_avvikelser >= 0)),
    resultat TEXT CONSTRAINT ck_utfall_resultat CHECK (resultat IN ('Uppfyllt', 'Delvis uppfyllt', 'Ej uppfyllt', 'Ej relevant')),
    kommentar TEXT CONSTRAINT ck_utfall_kommentar CHECK (length(kommentar) <= 100000),
    CONSTRAINT uq_utfall_egenkontroll_id_id UNIQUE (egenkontroll_id, id),
    CONSTRAINT uq_utfall_uuid UNIQUE (uuid),
    CONSTRAINT fk_utfall_egenkontroll_id FOREIGN KEY(egenkontroll_id) REFERENCES egenkontroll (id),
    CONSTRAINT fk_utfall_enhet_id FOREIGN KEY(enhet_id) REFERENCES enhet (id)
);

CREATE INDEX ix_utfall_enhet_id ON utfall (enhet_id, period);

CREATE UNIQUE INDEX uq_utfall_period ON utfall (egenkontroll_id, enhet_id, period) WHERE borttagen IS NULL;

CREATE TABLE atgard (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL CONSTRAINT ck_atgard_uuid CHECK (length(uuid) = 36),
    version INTEGER DEFAULT '1' NOT NULL,
    borttagen TEXT,
    plan_id INTEGER NOT NULL,
    identitet TEXT NOT NULL CONSTRAINT ck_atgard_identitet CHECK (length(identitet) = 36),
    ordning INTEGER NOT NULL,
    risk_id INTEGER,
    granskning_id INTEGER,
    rekommendation_id INTEGER,
    utfall_id INTEGER,
    beskrivning TEXT NOT NULL CONSTRAINT ck_atgard_beskrivning CHECK (length(beskrivning) <= 100000 AND trim(beskrivning, ' ' || char(9, 10, 13, 160)) <> ''),
    ansvarig TEXT CONSTRAINT ck_atgard_ansvarig CHECK (length(ansvarig) <= 100000),
    startdatum DATE CONSTRAINT ck_atgard_startdatum CHECK (startdatum IS date(startdatum, '+0 days')),
    slutdatum DATE CONSTRAINT ck_atgard_slutdatum CHECK (slutdatum IS date(slutdatum, '+0 days')),
    arsbeslut TEXT CONSTRAINT ck_atgard_arsbeslut CHECK (arsbeslut IN ('förs över', 'avslutas')),
    arsbeslut_skal TEXT CONSTRAINT ck_atgard_arsbeslut_skal CHECK (length(arsbeslut_skal) <= 100000),
    CONSTRAINT uq_atgard_plan_id_id UNIQUE (plan_id, id),
    CONSTRAINT uq_atgard_plan_id_identitet UNIQUE (plan_id, identitet),
    CONSTRAINT fk_atgard_plan_id_risk_id FOREIGN KEY(plan_id, risk_id) REFERENCES risk (plan_id, id),
    CONSTRAINT fk_atgard_plan_id_granskning_id FOREIGN KEY(plan_id, granskning_id) REFERENCES granskning (plan_id, id),
    CONSTRAINT fk_atgard_granskning_id_rekommendation_id FOREIGN KEY(granskning_id, rekommendation_id) REFERENCES rekommendation (granskning_id, id),
    CONSTRAINT ck_atgard_agare CHECK ((risk_id IS NOT NULL) + (granskning_id IS NOT NULL) + (utfall_id IS NOT NULL) = 1),
    CONSTRAINT ck_atgard_rekommendation CHECK (rekommendation_id IS NULL OR granskning_id IS NOT NULL),
    CONSTRAINT ck_atgard_arsbeslut_har_skal CHECK (arsbeslut IS NULL OR arsbeslut_skal IS NOT NULL),
    CONSTRAINT uq_atgard_uuid UNIQUE (uuid),
    CONSTRAINT fk_atgard_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id),
    CONSTRAINT fk_atgard_utfall_id FOREIGN KEY(utfall_id) REFERENCES utfall (id)
);

CREATE INDEX ix_atgard_granskning_id ON atgard (granskning_id) WHERE granskning_id IS NOT NULL;

CREATE INDEX ix_atgard_rekommendation_id ON atgard (rekommendation_id);

CREATE INDEX ix_atgard_risk_id ON atgard (risk_id) WHERE risk_id IS NOT NULL;

CREATE INDEX ix_atgard_utfall_id ON atgard (utfall_id) WHERE utfall_id IS NOT NULL;

CREATE TABLE svar (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL CONSTRAINT ck_svar_uuid CHECK (length(uuid) = 36),
    version INTEGER DEFAULT '1' NOT NULL,
    egenkontroll_id INTEGER NOT NULL,
    utfall_id INTEGER NOT NULL,
    kontrollpunkt_id INTEGER NOT NULL,
    svar TEXT NOT NULL CONSTRAINT ck_svar_svar CHECK (length(svar) <= 100000 AND trim(svar, ' ' || char(9, 10, 13, 160)) <> ''),
    CONSTRAINT fk_svar_egenkontroll_id_utfall_id FOREIGN KEY(egenkontroll_id, utfall_id) REFERENCES utfall (egenkontroll_id, id),
    CONSTRAINT fk_svar_egenkontroll_id_kontrollpunkt_id FOREIGN KEY(egenkontroll_id, kontrollpunkt_id) REFERENCES kontrollpunkt (egenkontroll_id, id),
    CONSTRAINT uq_svar_utfall_id_kontrollpunkt_id UNIQUE (utfall_id, kontrollpunkt_id),
    CONSTRAINT uq_svar_uuid UNIQUE (uuid)
);

CREATE INDEX ix_svar_kontrollpunkt_id ON svar (kontrollpunkt_id);

CREATE TABLE bilaga (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL CONSTRAINT ck_bilaga_uuid CHECK (length(uuid) = 36),
    version INTEGER DEFAULT '1' NOT NULL,
    borttagen TEXT,
    filnamn TEXT NOT NULL CONSTRAINT ck_bilaga_filnamn CHECK (length(filnamn) <= 100000 AND trim(filnamn, ' ' || char(9, 10, 13, 160)) <> ''),
    mediatyp TEXT CONSTRAINT ck_bilaga_mediatyp CHECK (length(mediatyp) <= 100000),
    beskrivning TEXT CONSTRAINT ck_bilaga_beskrivning CHECK (length(beskrivning) <= 100000),
    sha256 TEXT NOT NULL,
    risk_id INTEGER,
    atgard_id INTEGER,
    kontroll_id INTEGER,
    granskning_id INTEGER,
    utfall_id INTEGER,
    CONSTRAINT ck_bilaga_agare CHECK ((risk_id IS NOT NULL) + (atgard_id IS NOT NULL) + (kontroll_id IS NOT NULL) + (granskning_id IS NOT NULL) + (utfall_id IS NOT NULL) = 1),
    CONSTRAINT uq_bilaga_uuid UNIQUE (uuid),
    CONSTRAINT fk_bilaga_sha256 FOREIGN KEY(sha256) REFERENCES innehall (sha256),
    CONSTRAINT fk_bilaga_risk_id FOREIGN KEY(risk_id) REFERENCES risk (id),
    CONSTRAINT fk_bilaga_atgard_id FOREIGN KEY(atgard_id) REFERENCES atgard (id),
    CONSTRAINT fk_bilaga_kontroll_id FOREIGN KEY(kontroll_id) REFERENCES kontroll (id),
    CONSTRAINT fk_bilaga_granskning_id FOREIGN KEY(granskning_id) REFERENCES granskning (id),
    CONSTRAINT fk_bilaga_utfall_id FOREIGN KEY(utfall_id) REFERENCES utfall (id)
);

CREATE INDEX ix_bilaga_atgard_id ON bilaga (atgard_id) WHERE atgard_id IS NOT NULL;

CREATE INDEX ix_bilaga_granskning_id ON bilaga (granskning_id) WHERE granskning_id IS NOT NULL;

CREATE INDEX ix_bilaga_kontroll_id ON bilaga (kontroll_id) WHERE kontroll_id IS NOT NULL;

CREATE INDEX ix_bilaga_risk_id ON bilaga (risk_id) WHERE risk_id IS NOT NULL;

CREATE INDEX ix_bilaga_sha256 ON bilaga (sha256);

CREATE INDEX ix_bilaga_utfall_id ON bilaga (utfall_id) WHERE utfall_id IS NOT NULL;

CREATE TABLE uppfoljning (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL CONSTRAINT ck_uppfoljning_uuid CHECK (length(uuid) = 36),
    version INTEGER DEFAULT '1' NOT NULL,
    plan_id INTEGER NOT NULL,
    tillfalle_id INTEGER NOT NULL,
    atgard_id INTEGER,
    kontroll_id INTEGER,
    status TEXT CONSTRAINT ck_uppfoljning_status CHECK (status IN ('Klart', 'Blir klart i år', 'Troligen klart i år', 'Ej klart i år', 'Ej aktuell')),
    kommentar TEXT CONSTRAINT ck_uppfoljning_kommentar CHECK (length(kommentar) <= 100000),
    klart_datum DATE CONSTRAINT ck_uppfoljning_klart_datum CHECK (klart_datum IS date(klart_datum, '+0 days')),
    CONSTRAINT fk_uppfoljning_plan_id_tillfalle_id FOREIGN KEY(plan_id, tillfalle_id) REFERENCES tillfalle (plan_id, id),
    CONSTRAINT fk_uppfoljning_plan_id_atgard_id FOREIGN KEY(plan_id, atgard_id) REFERENCES atgard (plan_id, id),
    CONSTRAINT fk_uppfoljning_plan_id_kontroll_id FOREIGN KEY(plan_id, kontroll_id) REFERENCES kontroll (plan_id, id),
    CONSTRAINT uq_uppfoljning_atgard_id_tillfalle_id UNIQUE (atgard_id, tillfalle_id),
    CONSTRAINT uq_uppfoljning_kontroll_id_tillfalle_id UNIQUE (kontroll_id, tillfalle_id),
    CONSTRAINT ck_uppfoljning_agare CHECK ((atgard_id IS NOT NULL) + (kontroll_id IS NOT NULL) = 1),
    CONSTRAINT uq_uppfoljning_uuid UNIQUE (uuid)
);

CREATE INDEX ix_uppfoljning_tillfalle_id ON uppfoljning (tillfalle_id);

CREATE TRIGGER riskskala_fryst_ny BEFORE INSERT ON riskskala
WHEN (SELECT status FROM plan WHERE id = NEW.plan_id) <> 'utkast'
BEGIN SELECT RAISE(ABORT, 'planen är beslutad: riskskalan är fryst'); END;

CREATE TRIGGER riskskala_fryst_andrad BEFORE UPDATE ON riskskala
WHEN EXISTS (SELECT 1 FROM plan WHERE id IN (OLD.plan_id, NEW.plan_id) AND status <> 'utkast')
BEGIN SELECT RAISE(ABORT, 'planen är beslutad: riskskalan är fryst'); END;

CREATE TRIGGER riskskala_fryst_borttagen BEFORE DELETE ON riskskala
WHEN (SELECT status FROM plan WHERE id = OLD.plan_id) <> 'utkast'
BEGIN SELECT RAISE(ABORT, 'planen är beslutad: riskskalan är fryst'); END;

CREATE TRIGGER risk_tillagd_efter_beslut BEFORE INSERT ON risk
WHEN NEW.tillagd IS NULL AND (SELECT status FROM plan WHERE id = NEW.plan_id) <> 'utkast'
BEGIN SELECT RAISE(ABORT, 'planen är beslutad: en ny risk behöver datum och skäl'); END;

CREATE TRIGGER handelse_update BEFORE UPDATE ON handelse
BEGIN SELECT RAISE(ABORT, 'händelseloggen kan bara växa'); END;

CREATE TRIGGER handelse_delete BEFORE DELETE ON handelse
BEGIN SELECT RAISE(ABORT, 'händelseloggen kan bara växa'); END;

CREATE TRIGGER handelserad_update BEFORE UPDATE ON handelserad
BEGIN SELECT RAISE(ABORT, 'händelseloggen kan bara växa'); END;

CREATE TRIGGER handelserad_delete BEFORE DELETE ON handelserad
BEGIN SELECT RAISE(ABORT, 'händelseloggen kan bara växa'); END;

