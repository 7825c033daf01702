-- The tables of an archive, version 3. docs/archive.md tells what they are for.
-- Instants are ISO 8601 in UTC ("2024-05-14T05:30:00Z"); without a zone they have no "Z", and a day alone has no time.

-- What captures have in common: the first pages of a host, the first texts in a language, one after another. They grow
-- at their beginning, so that what is packed with them stays readable.
CREATE TABLE bases (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,                              -- the host, or 'text' and the language
    size INTEGER NOT NULL,                           -- bytes of the content
    bytes BLOB NOT NULL                              -- packed by themselves
) STRICT;
CREATE INDEX bases_by_name ON bases (name);

-- What was saved, byte for byte; never altered.
CREATE TABLE captures (
    id INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE,                     -- SHA-256 of the content
    size INTEGER NOT NULL,                           -- bytes of the content
    coding TEXT NOT NULL,                            -- how `bytes` is packed: 'zstd'
    base INTEGER REFERENCES bases,                   -- what it is packed with
    bytes BLOB NOT NULL
) STRICT;

-- Which program and which weights made a record.
CREATE TABLE makers (
    id INTEGER PRIMARY KEY,
    version TEXT NOT NULL,                           -- of Tearsheet
    weights TEXT NOT NULL,                           -- JSON: each weight file and its SHA-256
    options TEXT NOT NULL,                           -- JSON: favour, comments, statements
    UNIQUE (version, weights, options)
) STRICT;

CREATE TABLE outlets (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,                              -- as its pages give it; '' where they do not
    host TEXT NOT NULL,                              -- of its addresses, without 'www.'; '' where there is none
    country TEXT,                                    -- ISO 3166 code, where the host tells
    folded TEXT NOT NULL,                            -- the name as names are compared
    UNIQUE (name, host)
) STRICT;

-- Authors of all kinds, and speakers.
CREATE TABLE people (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,                              -- each once
    folded TEXT NOT NULL                             -- the name as names are compared
) STRICT;
CREATE INDEX people_by_folded ON people (folded);

-- An edition: one capture of an address at an instant, and what was published there.
CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    capture INTEGER NOT NULL REFERENCES captures,
    maker INTEGER NOT NULL REFERENCES makers,
    url TEXT,                                        -- the address it was captured from
    address TEXT,                                    -- the canonical address, or else `url`; editions share it
    captured TEXT,                                   -- when
    added TEXT NOT NULL,                             -- when it came into the archive
    title TEXT,
    standfirst TEXT,
    language TEXT,                                   -- BCP 47
    outlet INTEGER REFERENCES outlets,
    section TEXT,
    page_type TEXT NOT NULL,
    access TEXT,
    published TEXT,
    published_raw TEXT,                              -- as it stands in the capture, with its zone
    modified TEXT,
    modified_raw TEXT,
    confidence REAL NOT NULL
) STRICT;
CREATE INDEX articles_by_capture ON articles (capture);
CREATE INDEX articles_by_address ON articles (address) WHERE address IS NOT NULL;
CREATE INDEX articles_by_url ON articles (url) WHERE url IS NOT address;
CREATE INDEX articles_by_published ON articles (published);
CREATE INDEX articles_by_outlet ON articles (outlet, published);

-- Articles of which a later capture of their address is there.
CREATE TABLE superseded (
    article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE
) STRICT;
CREATE TRIGGER articles_come AFTER INSERT ON articles WHEN new.address IS NOT NULL BEGIN
    INSERT OR IGNORE INTO superseded SELECT a.id FROM articles AS a WHERE a.address = new.address AND EXISTS (
        SELECT 1 FROM articles AS later WHERE later.address = a.address
        AND (ifnull(later.captured, ''), later.id) > (ifnull(a.captured, ''), a.id));
END;
CREATE TRIGGER articles_change AFTER UPDATE OF address, captured ON articles WHEN new.address IS NOT old.address
OR new.captured IS NOT old.captured BEGIN
    DELETE FROM superseded WHERE article IN (SELECT id FROM articles WHERE address IN (old.address, new.address))
        OR article = new.id;
    INSERT INTO superseded SELECT a.id FROM articles AS a WHERE a.address IN (old.address, new.address) AND EXISTS (
        SELECT 1 FROM articles AS later WHERE later.address = a.address
        AND (ifnull(later.captured, ''), later.id) > (ifnull(a.captured, ''), a.id));
END;
CREATE TRIGGER articles_go AFTER DELETE ON articles WHEN old.address IS NOT NULL BEGIN
    DELETE FROM superseded WHERE article IN (SELECT id FROM articles WHERE address = old.address);
    INSERT INTO superseded SELECT a.id FROM articles AS a WHERE a.address = old.address AND EXISTS (
        SELECT 1 FROM articles AS later WHERE later.address = a.address
        AND (ifnull(later.captured, ''), later.id) > (ifnull(a.captured, ''), a.id));
END;

-- The text and the whole record of an article, packed with its capture as prefix.
CREATE TABLE records (
    article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    text BLOB NOT NULL,                              -- standfirst and body, UTF-8
    record BLOB NOT NULL,                            -- JSON
    statements BLOB                                  -- JSON; NULL where there are none
) STRICT;

CREATE TABLE authors (
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    position INTEGER NOT NULL,
    person INTEGER NOT NULL REFERENCES people,
    kind TEXT NOT NULL,                              -- person, agency, outlet
    PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX authors_by_person ON authors (person);

CREATE TABLE tags (
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    tag TEXT NOT NULL,
    PRIMARY KEY (article, tag)
) STRICT, WITHOUT ROWID;

CREATE TABLE roles (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE                        -- paragraph, heading, list item, ...
) STRICT;

-- Blocks of the body. Its words are the characters from `start` to `end` of the article's text.
CREATE TABLE blocks (
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    number INTEGER NOT NULL,
    role INTEGER NOT NULL REFERENCES roles,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    element INTEGER,                                 -- number of its element, whose selector the record has
    first INTEGER,                                   -- of a flat capture: where in its text it stands,
    last INTEGER,                                    -- from first to last
    PRIMARY KEY (article, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE images (
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    number INTEGER NOT NULL,
    address TEXT,
    caption TEXT,
    credit TEXT,
    description TEXT,
    cover INTEGER NOT NULL,                          -- 0 or 1
    PRIMARY KEY (article, number)
) STRICT, WITHOUT ROWID;

-- Addresses that an article leads to: from words of its body, or to related stories.
CREATE TABLE links (
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,                              -- body, related
    address TEXT,
    text TEXT NOT NULL,
    PRIMARY KEY (article, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE statements (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    number INTEGER NOT NULL,                         -- among the article's statements, from 0
    form TEXT NOT NULL,                              -- direct, indirect, mixed
    attitude TEXT NOT NULL,                          -- speech, thought, plan
    negated INTEGER NOT NULL,                        -- 0 or 1
    speaker_id INTEGER REFERENCES people,
    audience TEXT,
    day TEXT,                                        -- when it was said, ISO 8601
    start INTEGER NOT NULL,                          -- where it begins and ends in the article's text;
    "end" INTEGER NOT NULL,                          -- the record has all its pieces
    "outer" INTEGER,                                 -- number of the statement that it stands in
    confidence REAL NOT NULL,
    UNIQUE (article, number)
) STRICT;
CREATE INDEX statements_by_speaker ON statements (speaker_id, article);

-- Copies and stories. Articles that wait to be compared with the others.
CREATE TABLE unlinked (
    article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    compared INTEGER NOT NULL                        -- 1: only the stories around it are to be put together
) STRICT;

-- What the articles that came in last are about, ready to be compared: hashes of terms and their weights, packed.
CREATE TABLE profiles (
    article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    words BLOB NOT NULL,
    names BLOB NOT NULL                              -- that other languages spell alike
) STRICT;

-- Pairs of articles that share text, the lower id first.
CREATE TABLE copies (
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    words INTEGER NOT NULL,                          -- of the passages that both have
    resemblance REAL NOT NULL,                       -- shingles of both by shingles of either
    contained REAL NOT NULL,                         -- how much of `article` stands in `other`
    other_contained REAL NOT NULL,                   -- how much of `other` stands in `article`
    PRIMARY KEY (article, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX copies_by_other ON copies (other);

-- Pairs of articles that have terms in common, the lower id first.
CREATE TABLE likenesses (
    article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
    likeness INTEGER NOT NULL,                       -- in thousandths
    PRIMARY KEY (article, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX likenesses_by_other ON likenesses (other);

-- Articles about one event; those that are alone are not here.
CREATE TABLE stories (
    article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
    story INTEGER NOT NULL                           -- the lowest id of its articles
) STRICT;
CREATE INDEX stories_by_story ON stories (story);

-- Each of these stories once, so that the newest are found without a look at all.
CREATE TABLE story_ends (
    story INTEGER PRIMARY KEY,
    last TEXT NOT NULL                               -- when its last article was published; '' where none has a date
) STRICT;
CREATE INDEX story_ends_by_last ON story_ends (last DESC, story);

-- What concerns the whole archive, by name.
CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
