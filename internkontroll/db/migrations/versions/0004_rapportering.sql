-- New columns would stand behind the tables' rules; rebuilt, they read as db/models says them. What is new is NULL
-- in the rows that there are: the log, played from its start, must end in them as they stand.

CREATE TABLE utfall_0004 (
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
    flyttad DATE CONSTRAINT ck_utfall_flyttad CHECK (flyttad IS date(flyttad, '+0 days')),
    allvar INTEGER CONSTRAINT ck_utfall_allvar CHECK (allvar IS NULL OR (typeof(allvar) = 'integer' AND allvar BETWEEN 1 AND 5)),
    CONSTRAINT uq_utfall_egenkontroll_id_id UNIQUE (egenkontroll_id, id),
    CONSTRAINT uq_utfall_uuid UNIQUE (uuid),
    CONSTRAINT fk_utfall_egenkontroll_id FOREIGN KEY(egenkontroll_id) REFERENCES egenkontroll (id),
    CONSTRAINT fk_utfall_enhet_id FOREIGN KEY(enhet_id) REFERENCES enhet (id)
);

INSERT INTO utfall_0004 (id, uuid, version, borttagen, egenkontroll_id, enhet_id, ordning, period, forfaller, datum, utford_av, antal_granskade, antal_avvikelser, resultat, kommentar, flyttad)
SELECT id, uuid, version, borttagen, egenkontroll_id, enhet_id, ordning, period, forfaller, datum, utford_av, antal_granskade, antal_avvikelser, resultat, kommentar, flyttad FROM utfall;

-- The highest number ever given, also where its row is gone: a row's number is never used again.
DELETE FROM sqlite_sequence WHERE name = 'utfall_0004';

UPDATE sqlite_sequence SET name = 'utfall_0004' WHERE name = 'utfall';

DROP TABLE utfall;

ALTER TABLE utfall_0004 RENAME TO utfall;

CREATE INDEX ix_utfall_enhet_id ON utfall (enhet_id, period);

CREATE UNIQUE INDEX uq_utfall_period ON utfall (egenkontroll_id, enhet_id, period) WHERE borttagen IS NULL;

CREATE TABLE svar_0004 (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL CONSTRAINT ck_svar_uuid CHECK (length(uuid) = 36),
    version INTEGER DEFAULT '1' NOT NULL,
    egenkontroll_id INTEGER NOT NULL,
    utfall_id INTEGER NOT NULL,
    kontrollpunkt_id INTEGER NOT NULL,
    svar TEXT NOT NULL CONSTRAINT ck_svar_svar CHECK (length(svar) <= 100000 AND trim(svar, ' ' || char(9, 10, 13, 160)) <> ''),
    kommentar TEXT CONSTRAINT ck_svar_kommentar CHECK (length(kommentar) <= 100000),
    CONSTRAINT fk_svar_egenkontroll_id_utfall_id FOREIGN KEY(egenkontroll_id, utfall_id) REFERENCES utfall (egenkontroll_id, id),
    CONSTRAINT fk_svar_egenkontroll_id_kontrollpunkt_id FOREIGN KEY(egenkontroll_id, kontrollpunkt_id) REFERENCES kontrollpunkt (egenkontroll_id, id),
    CONSTRAINT uq_svar_utfall_id_kontrollpunkt_id UNIQUE (utfall_id, kontrollpunkt_id),
    CONSTRAINT uq_svar_uuid UNIQUE (uuid)
);

INSERT INTO svar_0004 (id, uuid, version, egenkontroll_id, utfall_id, kontrollpunkt_id, svar)
SELECT id, uuid, version, egenkontroll_id, utfall_id, kontrollpunkt_id, svar FROM svar;

DELETE FROM sqlite_sequence WHERE name = 'svar_0004';

UPDATE sqlite_sequence SET name = 'svar_0004' WHERE name = 'svar';

DROP TABLE svar;

ALTER TABLE svar_0004 RENAME TO svar;

CREATE INDEX ix_svar_kontrollpunkt_id ON svar (kontrollpunkt_id);

CREATE TABLE risk_0004 (
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
    utfall_id INTEGER,
    CONSTRAINT uq_risk_plan_id_id UNIQUE (plan_id, id),
    CONSTRAINT uq_risk_plan_id_identitet UNIQUE (plan_id, identitet),
    CONSTRAINT fk_risk_plan_id_process_id FOREIGN KEY(plan_id, process_id) REFERENCES process (plan_id, id),
    CONSTRAINT fk_risk_plan_id_mal_id FOREIGN KEY(plan_id, mal_id) REFERENCES mal (plan_id, id),
    CONSTRAINT ck_risk_tillagd_har_skal CHECK (tillagd IS NULL OR tillagd_skal IS NOT NULL),
    CONSTRAINT ck_risk_avslutad_har_skal CHECK (avslutad IS NULL OR avslutad_skal IS NOT NULL),
    CONSTRAINT uq_risk_uuid UNIQUE (uuid),
    CONSTRAINT fk_risk_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id),
    CONSTRAINT fk_risk_enhet_id FOREIGN KEY(enhet_id) REFERENCES enhet (id),
    CONSTRAINT fk_risk_lyft_fran_id FOREIGN KEY(lyft_fran_id) REFERENCES risk (id),
    CONSTRAINT fk_risk_utfall_id FOREIGN KEY(utfall_id) REFERENCES utfall (id)
);

INSERT INTO risk_0004 (id, uuid, version, borttagen, plan_id, identitet, ordning, beteckning, process_id, mal_id, enhet_id, niva, beskrivning, bakgrund, effekter, forutsattningar, paverkar_aven, riskagare, oegentlighet, accepterad_skal, tillagd, tillagd_skal, avslutad, avslutad_skal, lyft_fran_id)
SELECT id, uuid, version, borttagen, plan_id, identitet, ordning, beteckning, process_id, mal_id, enhet_id, niva, beskrivning, bakgrund, effekter, forutsattningar, paverkar_aven, riskagare, oegentlighet, accepterad_skal, tillagd, tillagd_skal, avslutad, avslutad_skal, lyft_fran_id FROM risk;

DELETE FROM sqlite_sequence WHERE name = 'risk_0004';

UPDATE sqlite_sequence SET name = 'risk_0004' WHERE name = 'risk';

DROP TABLE risk;

ALTER TABLE risk_0004 RENAME TO risk;

CREATE INDEX ix_risk_enhet_id ON risk (enhet_id);

CREATE INDEX ix_risk_mal_id ON risk (mal_id);

CREATE INDEX ix_risk_process_id ON risk (process_id);

CREATE INDEX ix_risk_utfall_id ON risk (utfall_id) WHERE utfall_id IS NOT NULL;

CREATE UNIQUE INDEX uq_risk_beteckning ON risk (plan_id, beteckning) WHERE borttagen IS NULL;

-- The table took its rule with it.
CREATE TRIGGER risk_tillagd_efter_beslut BEFORE INSERT ON risk
WHEN NEW.tillagd IS NULL AND (SELECT status FROM plan WHERE id = NEW.plan_id) <> 'utkast'
BEGIN SELECT RAISE(ABORT, 'planen är beslutad: en ny risk behöver datum och skäl'); END;

CREATE TABLE atgard_0004 (
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
    effekt_fraga DATE CONSTRAINT ck_atgard_effekt_fraga CHECK (effekt_fraga IS date(effekt_fraga, '+0 days')),
    effekt TEXT CONSTRAINT ck_atgard_effekt CHECK (effekt IN ('Ja', 'Delvis', 'Nej')),
    effekt_kommentar TEXT CONSTRAINT ck_atgard_effekt_kommentar CHECK (length(effekt_kommentar) <= 100000),
    effekt_datum DATE CONSTRAINT ck_atgard_effekt_datum CHECK (effekt_datum IS date(effekt_datum, '+0 days')),
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

INSERT INTO atgard_0004 (id, uuid, version, borttagen, plan_id, identitet, ordning, risk_id, granskning_id, rekommendation_id, utfall_id, beskrivning, ansvarig, startdatum, slutdatum, arsbeslut, arsbeslut_skal)
SELECT id, uuid, version, borttagen, plan_id, identitet, ordning, risk_id, granskning_id, rekommendation_id, utfall_id, beskrivning, ansvarig, startdatum, slutdatum, arsbeslut, arsbeslut_skal FROM atgard;

DELETE FROM sqlite_sequence WHERE name = 'atgard_0004';

UPDATE sqlite_sequence SET name = 'atgard_0004' WHERE name = 'atgard';

DROP TABLE atgard;

ALTER TABLE atgard_0004 RENAME TO atgard;

CREATE INDEX ix_atgard_granskning_id ON atgard (granskning_id) WHERE granskning_id IS NOT NULL;

CREATE INDEX ix_atgard_rekommendation_id ON atgard (rekommendation_id);

CREATE INDEX ix_atgard_risk_id ON atgard (risk_id) WHERE risk_id IS NOT NULL;

CREATE INDEX ix_atgard_utfall_id ON atgard (utfall_id) WHERE utfall_id IS NOT NULL;

-- A part more that a section can have.
CREATE TABLE avsnittsdel_0004 (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL CONSTRAINT ck_avsnittsdel_uuid CHECK (length(uuid) = 36),
    version INTEGER DEFAULT '1' NOT NULL,
    tillfalle_id INTEGER NOT NULL,
    del TEXT NOT NULL CONSTRAINT ck_avsnittsdel_del CHECK (del IN ('inledning', 'sammanfattning', 'struktur', 'forandringar', 'risker', 'granskningar', 'kontroller', 'egenkontroller', 'sammanstallning', 'insyn')),
    ordning INTEGER NOT NULL,
    med INTEGER DEFAULT '1' NOT NULL CONSTRAINT ck_avsnittsdel_med CHECK (med IN (0, 1)),
    klar INTEGER DEFAULT '0' NOT NULL CONSTRAINT ck_avsnittsdel_klar CHECK (klar IN (0, 1)),
    CONSTRAINT uq_avsnittsdel_tillfalle_id_del UNIQUE (tillfalle_id, del),
    CONSTRAINT uq_avsnittsdel_uuid UNIQUE (uuid),
    CONSTRAINT fk_avsnittsdel_tillfalle_id FOREIGN KEY(tillfalle_id) REFERENCES tillfalle (id)
);

INSERT INTO avsnittsdel_0004 (id, uuid, version, tillfalle_id, del, ordning, med, klar)
SELECT id, uuid, version, tillfalle_id, del, ordning, med, klar FROM avsnittsdel;

DELETE FROM sqlite_sequence WHERE name = 'avsnittsdel_0004';

UPDATE sqlite_sequence SET name = 'avsnittsdel_0004' WHERE name = 'avsnittsdel';

DROP TABLE avsnittsdel;

ALTER TABLE avsnittsdel_0004 RENAME TO avsnittsdel;

CREATE TABLE allvarsgrad (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL CONSTRAINT ck_allvarsgrad_uuid CHECK (length(uuid) = 36),
    version INTEGER DEFAULT '1' NOT NULL,
    borttagen TEXT,
    namnd_id INTEGER NOT NULL,
    grad INTEGER NOT NULL CONSTRAINT ck_allvarsgrad_grad CHECK (grad BETWEEN 1 AND 5),
    ord TEXT NOT NULL CONSTRAINT ck_allvarsgrad_ord CHECK (length(ord) <= 100000 AND trim(ord, ' ' || char(9, 10, 13, 160)) <> ''),
    innebord TEXT CONSTRAINT ck_allvarsgrad_innebord CHECK (length(innebord) <= 100000),
    CONSTRAINT uq_allvarsgrad_uuid UNIQUE (uuid),
    CONSTRAINT fk_allvarsgrad_namnd_id FOREIGN KEY(namnd_id) REFERENCES namnd (id)
);

CREATE UNIQUE INDEX uq_allvarsgrad_grad ON allvarsgrad (namnd_id, grad) WHERE borttagen IS NULL;

CREATE TABLE rattelse (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL CONSTRAINT ck_rattelse_uuid CHECK (length(uuid) = 36),
    version INTEGER DEFAULT '1' NOT NULL,
    utfall_id INTEGER NOT NULL,
    skal TEXT NOT NULL CONSTRAINT ck_rattelse_skal CHECK (length(skal) <= 100000 AND trim(skal, ' ' || char(9, 10, 13, 160)) <> ''),
    fore TEXT NOT NULL CONSTRAINT ck_rattelse_fore CHECK (json_valid(fore) AND json_type(fore) = 'object'),
    CONSTRAINT uq_rattelse_uuid UNIQUE (uuid),
    CONSTRAINT fk_rattelse_utfall_id FOREIGN KEY(utfall_id) REFERENCES utfall (id)
);

CREATE INDEX ix_rattelse_utfall_id ON rattelse (utfall_id);

CREATE TABLE enhetspaket (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL CONSTRAINT ck_enhetspaket_uuid CHECK (length(uuid) = 36),
    version INTEGER DEFAULT '1' NOT NULL,
    plan_id INTEGER NOT NULL,
    enhet_id INTEGER NOT NULL,
    skapad TEXT NOT NULL,
    huvud TEXT NOT NULL CONSTRAINT ck_enhetspaket_huvud CHECK (length(huvud) <= 100000 AND trim(huvud, ' ' || char(9, 10, 13, 160)) <> ''),
    mottaget TEXT,
    mottaget_huvud TEXT CONSTRAINT ck_enhetspaket_mottaget_huvud CHECK (length(mottaget_huvud) <= 100000),
    CONSTRAINT uq_enhetspaket_uuid UNIQUE (uuid),
    CONSTRAINT fk_enhetspaket_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id),
    CONSTRAINT fk_enhetspaket_enhet_id FOREIGN KEY(enhet_id) REFERENCES enhet (id)
);

CREATE INDEX ix_enhetspaket_plan_id ON enhetspaket (plan_id);
