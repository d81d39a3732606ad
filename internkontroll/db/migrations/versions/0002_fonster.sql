CREATE TABLE avsnittsdel (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL CONSTRAINT ck_avsnittsdel_uuid CHECK (length(uuid) = 36),
    version INTEGER DEFAULT '1' NOT NULL,
    tillfalle_id INTEGER NOT NULL,
    del TEXT NOT NULL CONSTRAINT ck_avsnittsdel_del CHECK (del IN ('inledning', 'sammanfattning', 'struktur', 'forandringar', 'risker', 'granskningar', 'kontroller', 'egenkontroller', 'insyn')),
    ordning INTEGER NOT NULL,
    med INTEGER DEFAULT '1' NOT NULL CONSTRAINT ck_avsnittsdel_med CHECK (med IN (0, 1)),
    klar INTEGER DEFAULT '0' NOT NULL CONSTRAINT ck_avsnittsdel_klar CHECK (klar IN (0, 1)),
    CONSTRAINT uq_avsnittsdel_tillfalle_id_del UNIQUE (tillfalle_id, del),
    CONSTRAINT uq_avsnittsdel_uuid UNIQUE (uuid),
    CONSTRAINT fk_avsnittsdel_tillfalle_id FOREIGN KEY(tillfalle_id) REFERENCES tillfalle (id)
);

ALTER TABLE avsnittstext DROP COLUMN klar;

-- A new column would stand behind the table's rules; rebuilt, the table reads as db/models says it.
CREATE TABLE tillfalle_0002 (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL CONSTRAINT ck_tillfalle_uuid CHECK (length(uuid) = 36),
    version INTEGER DEFAULT '1' NOT NULL,
    plan_id INTEGER NOT NULL,
    typ TEXT NOT NULL CONSTRAINT ck_tillfalle_typ CHECK (typ IN ('plan', 'april', 'augusti', 'helar')),
    rubrik TEXT CONSTRAINT ck_tillfalle_rubrik CHECK (length(rubrik) <= 100000),
    underrubrik TEXT CONSTRAINT ck_tillfalle_underrubrik CHECK (length(underrubrik) <= 100000),
    period DATE CONSTRAINT ck_tillfalle_period CHECK (period IS date(period, '+0 days')),
    layout TEXT CONSTRAINT ck_tillfalle_layout CHECK (layout IN ('process', 'mal')),
    CONSTRAINT uq_tillfalle_plan_id_typ UNIQUE (plan_id, typ),
    CONSTRAINT uq_tillfalle_plan_id_id UNIQUE (plan_id, id),
    CONSTRAINT uq_tillfalle_uuid UNIQUE (uuid),
    CONSTRAINT fk_tillfalle_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id)
);

INSERT INTO tillfalle_0002 SELECT id, uuid, version, plan_id, typ, rubrik, underrubrik, period, NULL FROM tillfalle;

-- The highest number ever given, also where its row is gone: a row's number is never used again.
DELETE FROM sqlite_sequence WHERE name = 'tillfalle_0002';

UPDATE sqlite_sequence SET name = 'tillfalle_0002' WHERE name = 'tillfalle';

DROP TABLE tillfalle;

ALTER TABLE tillfalle_0002 RENAME TO tillfalle;

-- What can be searched: one row for each record outside the papperskorg, under its table's number * 2^40 + id.
-- rubrik: what the record is called; namn: what it hangs on; plan: U+E000 and the plan's id, which nobody types.
CREATE VIRTUAL TABLE sok USING fts5 (
    rubrik, text, namn, plan,
    tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3', detail = 'none', columnsize = 0
);

-- Words of a large import wait in 16 MB of memory, so that fewer pieces of the index have to be merged.
INSERT INTO sok (sok, rank) VALUES ('hashsize', 16777216);

INSERT INTO sok (rowid, rubrik, text, namn, plan)
SELECT 1099511627776 + post.id, coalesce(post.namn || ' ', ''), coalesce(post.chef || ' ', ''), '', char(57344) || ''
FROM enhet_version AS post WHERE 1;

INSERT INTO sok (rowid, rubrik, text, namn, plan)
SELECT 2199023255552 + post.id, coalesce(post.nummer || ' ', '') || coalesce(post.namn || ' ', ''), '', '', char(57344) || post.plan_id
FROM process AS post WHERE post.borttagen IS NULL;

INSERT INTO sok (rowid, rubrik, text, namn, plan)
SELECT 3298534883328 + post.id, coalesce(post.namn || ' ', ''), coalesce(post.overordnat || ' ', ''), '', char(57344) || post.plan_id
FROM mal AS post WHERE post.borttagen IS NULL;

INSERT INTO sok (rowid, rubrik, text, namn, plan)
SELECT 4398046511104 + post.id, coalesce(post.beteckning || ' ', '') || coalesce(post.namn || ' ', ''), coalesce(post.syfte || ' ', '') || coalesce(post.ansvarig || ' ', ''), coalesce((SELECT nummer || ' ' || namn FROM process WHERE id = post.process_id) || ' ', ''), char(57344) || post.plan_id
FROM egenkontroll AS post WHERE post.borttagen IS NULL;

INSERT INTO sok (rowid, rubrik, text, namn, plan)
SELECT 5497558138880 + post.id, coalesce(post.namn || ' ', ''), coalesce(post.granskare || ' ', '') || coalesce(post.diarienummer || ' ', '') || coalesce(post.svar_paragraf || ' ', '') || coalesce(post.svar || ' ', ''), '', char(57344) || post.plan_id
FROM granskning AS post WHERE post.borttagen IS NULL;

INSERT INTO sok (rowid, rubrik, text, namn, plan)
SELECT 6597069766656 + post.id, coalesce(post.rekommendation || ' ', ''), coalesce(post.svar || ' ', ''), coalesce((SELECT namn FROM granskning WHERE id = post.granskning_id) || ' ', ''), char(57344) || (SELECT plan_id FROM granskning WHERE id = post.granskning_id)
FROM rekommendation AS post WHERE post.borttagen IS NULL;

INSERT INTO sok (rowid, rubrik, text, namn, plan)
SELECT 7696581394432 + post.id, coalesce(post.avtal || ' ', ''), coalesce(post.omrade || ' ', '') || coalesce(post.typ || ' ', '') || coalesce(post.ansvar || ' ', '') || coalesce(post.tidplan || ' ', '') || coalesce(post.intervall || ' ', '') || coalesce(post.mottagare || ' ', ''), '', char(57344) || post.plan_id
FROM avtal AS post WHERE post.borttagen IS NULL;

INSERT INTO sok (rowid, rubrik, text, namn, plan)
SELECT 8796093022208 + post.id, coalesce(post.kontroll || ' ', ''), coalesce(post.beskrivning || ' ', '') || coalesce(post.metod || ' ', '') || coalesce(post.ansvarig || ' ', ''), coalesce((SELECT nummer || ' ' || namn FROM process WHERE id = post.process_id) || ' ', '') || coalesce((SELECT namn FROM mal WHERE id = post.mal_id) || ' ', ''), char(57344) || post.plan_id
FROM kontroll AS post WHERE post.borttagen IS NULL;

INSERT INTO sok (rowid, rubrik, text, namn, plan)
SELECT 9895604649984 + post.id, coalesce(post.beteckning || ' ', '') || coalesce(post.beskrivning || ' ', ''), coalesce(post.bakgrund || ' ', '') || coalesce(post.effekter || ' ', '') || coalesce(post.forutsattningar || ' ', '') || coalesce(post.paverkar_aven || ' ', '') || coalesce(post.riskagare || ' ', '') || coalesce(post.accepterad_skal || ' ', '') || coalesce(post.tillagd_skal || ' ', '') || coalesce(post.avslutad_skal || ' ', ''), coalesce((SELECT nummer || ' ' || namn FROM process WHERE id = post.process_id) || ' ', '') || coalesce((SELECT namn FROM mal WHERE id = post.mal_id) || ' ', '') || coalesce((SELECT group_concat(namn, ' ') FROM enhet_version WHERE enhet_id = post.enhet_id) || ' ', ''), char(57344) || post.plan_id
FROM risk AS post WHERE post.borttagen IS NULL;

INSERT INTO sok (rowid, rubrik, text, namn, plan)
SELECT 10995116277760 + post.id, coalesce(post.beskrivning || ' ', ''), coalesce(post.ansvarig || ' ', '') || coalesce(post.arsbeslut_skal || ' ', ''), coalesce((SELECT beteckning FROM risk WHERE id = post.risk_id) || ' ', '') || coalesce((SELECT namn FROM granskning WHERE id = post.granskning_id) || ' ', '') || coalesce((SELECT egenkontroll.namn FROM utfall JOIN egenkontroll ON egenkontroll.id = utfall.egenkontroll_id WHERE utfall.id = post.utfall_id) || ' ', ''), char(57344) || post.plan_id
FROM atgard AS post WHERE post.borttagen IS NULL;

INSERT INTO sok (rowid, rubrik, text, namn, plan)
SELECT 12094627905536 + post.id, '', coalesce(post.kommentar || ' ', ''), '', char(57344) || post.plan_id
FROM uppfoljning AS post WHERE post.kommentar IS NOT NULL;
