-- New columns would stand behind the tables' rules; rebuilt, they read as db/models says them. What is new is NULL
-- in the rows that there are: the log, played from its start, must end in them as they stand.
CREATE TABLE egenkontroll_0003 (
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
    omrade TEXT CONSTRAINT ck_egenkontroll_omrade CHECK (length(omrade) <= 100000),
    manader TEXT CONSTRAINT ck_egenkontroll_manader CHECK (manader GLOB '[1-9]*' AND manader NOT GLOB '*[^0-9, ]*'),
    fran DATE CONSTRAINT ck_egenkontroll_fran CHECK (fran IS date(fran, '+0 days')),
    till DATE CONSTRAINT ck_egenkontroll_till CHECK (till IS date(till, '+0 days')),
    CONSTRAINT uq_egenkontroll_plan_id_id UNIQUE (plan_id, id),
    CONSTRAINT uq_egenkontroll_plan_id_identitet UNIQUE (plan_id, identitet),
    CONSTRAINT fk_egenkontroll_plan_id_process_id FOREIGN KEY(plan_id, process_id) REFERENCES process (plan_id, id),
    CONSTRAINT ck_egenkontroll_tid CHECK (till >= fran),
    CONSTRAINT uq_egenkontroll_uuid UNIQUE (uuid),
    CONSTRAINT fk_egenkontroll_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id),
    CONSTRAINT fk_egenkontroll_lagrum_id FOREIGN KEY(lagrum_id) REFERENCES lagrum (id)
);

INSERT INTO egenkontroll_0003 (id, uuid, version, borttagen, plan_id, identitet, ordning, beteckning, namn, process_id, lagrum_id, syfte, metod, frekvens, ansvarig, dagar_efter)
SELECT id, uuid, version, borttagen, plan_id, identitet, ordning, beteckning, namn, process_id, lagrum_id, syfte, metod, frekvens, ansvarig, dagar_efter FROM egenkontroll;

-- The highest number ever given, also where its row is gone: a row's number is never used again.
DELETE FROM sqlite_sequence WHERE name = 'egenkontroll_0003';

UPDATE sqlite_sequence SET name = 'egenkontroll_0003' WHERE name = 'egenkontroll';

DROP TABLE egenkontroll;

ALTER TABLE egenkontroll_0003 RENAME TO egenkontroll;

CREATE INDEX ix_egenkontroll_process_id ON egenkontroll (process_id);

CREATE UNIQUE INDEX uq_egenkontroll_beteckning ON egenkontroll (plan_id, beteckning) WHERE borttagen IS NULL;

CREATE TABLE kontrollpunkt_0003 (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL CONSTRAINT ck_kontrollpunkt_uuid CHECK (length(uuid) = 36),
    version INTEGER DEFAULT '1' NOT NULL,
    borttagen TEXT,
    egenkontroll_id INTEGER NOT NULL,
    ordning INTEGER NOT NULL,
    fraga TEXT NOT NULL CONSTRAINT ck_kontrollpunkt_fraga CHECK (length(fraga) <= 100000 AND trim(fraga, ' ' || char(9, 10, 13, 160)) <> ''),
    hjalp TEXT CONSTRAINT ck_kontrollpunkt_hjalp CHECK (length(hjalp) <= 100000),
    svarstyp TEXT NOT NULL CONSTRAINT ck_kontrollpunkt_svarstyp CHECK (svarstyp IN ('ja_nej', 'antal', 'andel', 'text')),
    identitet TEXT CONSTRAINT ck_kontrollpunkt_identitet CHECK (length(identitet) = 36),
    CONSTRAINT uq_kontrollpunkt_egenkontroll_id_id UNIQUE (egenkontroll_id, id),
    CONSTRAINT uq_kontrollpunkt_uuid UNIQUE (uuid),
    CONSTRAINT fk_kontrollpunkt_egenkontroll_id FOREIGN KEY(egenkontroll_id) REFERENCES egenkontroll (id)
);

INSERT INTO kontrollpunkt_0003 (id, uuid, version, borttagen, egenkontroll_id, ordning, fraga, hjalp, svarstyp)
SELECT id, uuid, version, borttagen, egenkontroll_id, ordning, fraga, hjalp, svarstyp FROM kontrollpunkt;

DELETE FROM sqlite_sequence WHERE name = 'kontrollpunkt_0003';

UPDATE sqlite_sequence SET name = 'kontrollpunkt_0003' WHERE name = 'kontrollpunkt';

DROP TABLE kontrollpunkt;

ALTER TABLE kontrollpunkt_0003 RENAME TO kontrollpunkt;

CREATE UNIQUE INDEX uq_kontrollpunkt_identitet ON kontrollpunkt (egenkontroll_id, identitet) WHERE borttagen IS NULL;

CREATE TABLE egenkontroll_enhet_0003 (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    egenkontroll_id INTEGER NOT NULL,
    enhet_id INTEGER NOT NULL,
    ordning INTEGER NOT NULL,
    alla_under INTEGER DEFAULT '0' NOT NULL CONSTRAINT ck_egenkontroll_enhet_alla_under CHECK (alla_under IN (0, 1)),
    fran DATE CONSTRAINT ck_egenkontroll_enhet_fran CHECK (fran IS date(fran, '+0 days')),
    till DATE CONSTRAINT ck_egenkontroll_enhet_till CHECK (till IS date(till, '+0 days')),
    efter_id INTEGER,
    CONSTRAINT uq_egenkontroll_enhet_egenkontroll_id_enhet_id UNIQUE (egenkontroll_id, enhet_id),
    CONSTRAINT ck_egenkontroll_enhet_tid CHECK (till >= fran),
    CONSTRAINT ck_egenkontroll_enhet_efter_annan CHECK (efter_id <> enhet_id),
    CONSTRAINT fk_egenkontroll_enhet_egenkontroll_id FOREIGN KEY(egenkontroll_id) REFERENCES egenkontroll (id),
    CONSTRAINT fk_egenkontroll_enhet_enhet_id FOREIGN KEY(enhet_id) REFERENCES enhet (id),
    CONSTRAINT fk_egenkontroll_enhet_efter_id FOREIGN KEY(efter_id) REFERENCES enhet (id)
);

INSERT INTO egenkontroll_enhet_0003 (id, egenkontroll_id, enhet_id, ordning, alla_under)
SELECT id, egenkontroll_id, enhet_id, ordning, alla_under FROM egenkontroll_enhet;

DELETE FROM sqlite_sequence WHERE name = 'egenkontroll_enhet_0003';

UPDATE sqlite_sequence SET name = 'egenkontroll_enhet_0003' WHERE name = 'egenkontroll_enhet';

DROP TABLE egenkontroll_enhet;

ALTER TABLE egenkontroll_enhet_0003 RENAME TO egenkontroll_enhet;

CREATE INDEX ix_egenkontroll_enhet_enhet_id ON egenkontroll_enhet (enhet_id);

CREATE TABLE utfall_0003 (
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
    CONSTRAINT uq_utfall_egenkontroll_id_id UNIQUE (egenkontroll_id, id),
    CONSTRAINT uq_utfall_uuid UNIQUE (uuid),
    CONSTRAINT fk_utfall_egenkontroll_id FOREIGN KEY(egenkontroll_id) REFERENCES egenkontroll (id),
    CONSTRAINT fk_utfall_enhet_id FOREIGN KEY(enhet_id) REFERENCES enhet (id)
);

INSERT INTO utfall_0003 (id, uuid, version, borttagen, egenkontroll_id, enhet_id, ordning, period, forfaller, datum, utford_av, antal_granskade, antal_avvikelser, resultat, kommentar)
SELECT id, uuid, version, borttagen, egenkontroll_id, enhet_id, ordning, period, forfaller, datum, utford_av, antal_granskade, antal_avvikelser, resultat, kommentar FROM utfall;

DELETE FROM sqlite_sequence WHERE name = 'utfall_0003';

UPDATE sqlite_sequence SET name = 'utfall_0003' WHERE name = 'utfall';

DROP TABLE utfall;

ALTER TABLE utfall_0003 RENAME TO utfall;

CREATE INDEX ix_utfall_enhet_id ON utfall (enhet_id, period);

CREATE UNIQUE INDEX uq_utfall_period ON utfall (egenkontroll_id, enhet_id, period) WHERE borttagen IS NULL;

CREATE TABLE uppehall (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL CONSTRAINT ck_uppehall_uuid CHECK (length(uuid) = 36),
    version INTEGER DEFAULT '1' NOT NULL,
    borttagen TEXT,
    enhet_id INTEGER NOT NULL,
    fran DATE NOT NULL CONSTRAINT ck_uppehall_fran CHECK (fran IS date(fran, '+0 days')),
    till DATE CONSTRAINT ck_uppehall_till CHECK (till IS date(till, '+0 days')),
    skal TEXT NOT NULL CONSTRAINT ck_uppehall_skal CHECK (length(skal) <= 100000 AND trim(skal, ' ' || char(9, 10, 13, 160)) <> ''),
    CONSTRAINT ck_uppehall_tid CHECK (till >= fran),
    CONSTRAINT uq_uppehall_uuid UNIQUE (uuid),
    CONSTRAINT fk_uppehall_enhet_id FOREIGN KEY(enhet_id) REFERENCES enhet (id)
);

CREATE INDEX ix_uppehall_enhet_id ON uppehall (enhet_id);

CREATE TABLE stickprov (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL CONSTRAINT ck_stickprov_uuid CHECK (length(uuid) = 36),
    version INTEGER DEFAULT '1' NOT NULL,
    borttagen TEXT,
    utfall_id INTEGER NOT NULL,
    omfattning TEXT NOT NULL CONSTRAINT ck_stickprov_omfattning CHECK (length(omfattning) <= 100000 AND trim(omfattning, ' ' || char(9, 10, 13, 160)) <> ''),
    population TEXT NOT NULL CONSTRAINT ck_stickprov_population CHECK (json_valid(population) AND json_type(population) = 'array'),
    algoritm TEXT NOT NULL CONSTRAINT ck_stickprov_algoritm CHECK (length(algoritm) <= 100000 AND trim(algoritm, ' ' || char(9, 10, 13, 160)) <> ''),
    fro TEXT NOT NULL CONSTRAINT ck_stickprov_fro CHECK (length(fro) <= 100000 AND trim(fro, ' ' || char(9, 10, 13, 160)) <> ''),
    dragna TEXT NOT NULL CONSTRAINT ck_stickprov_dragna CHECK (json_valid(dragna) AND json_type(dragna) = 'array'),
    CONSTRAINT uq_stickprov_uuid UNIQUE (uuid),
    CONSTRAINT fk_stickprov_utfall_id FOREIGN KEY(utfall_id) REFERENCES utfall (id)
);

CREATE INDEX ix_stickprov_utfall_id ON stickprov (utfall_id);
