CREATE TABLE "translations" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "translations_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"object" text NOT NULL,
	"locale" text NOT NULL,
	"texts" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "translations_kind_locale_object_unique" UNIQUE("kind","locale","object")
);
--> statement-breakpoint
ALTER TABLE "search_documents" DROP CONSTRAINT "search_documents_pkey";--> statement-breakpoint
ALTER TABLE "search_words" DROP CONSTRAINT "search_words_pkey";--> statement-breakpoint
ALTER TABLE "search_documents" ADD COLUMN "locale" text DEFAULT 'en' NOT NULL;--> statement-breakpoint
ALTER TABLE "search_documents" ADD COLUMN "translated" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "search_words" ADD COLUMN "locale" text DEFAULT 'en' NOT NULL;--> statement-breakpoint
ALTER TABLE "search_documents" ADD CONSTRAINT "search_documents_product_id_locale_pk" PRIMARY KEY("product_id","locale");--> statement-breakpoint
ALTER TABLE "search_words" ADD CONSTRAINT "search_words_word_locale_pk" PRIMARY KEY("word","locale");--> statement-breakpoint
-- By whose rules the words of a language have stems.
CREATE FUNCTION "search_config"(locale text) RETURNS regconfig LANGUAGE sql IMMUTABLE STRICT AS $$
	SELECT CASE locale WHEN 'de' THEN 'german' WHEN 'fr' THEN 'french' ELSE 'english' END::regconfig
$$;--> statement-breakpoint
CREATE FUNCTION "search_lexeme"(word text, locale text) RETURNS text LANGUAGE sql STABLE STRICT AS $$
	SELECT (tsvector_to_array(to_tsvector(search_config(locale), word)))[1]
$$;--> statement-breakpoint
DROP FUNCTION "similar_words"(text, text[], integer);--> statement-breakpoint
-- Words of a language that are as far from a word as the letters of so many slips; of two letters that changed places, each way back is given.
CREATE FUNCTION "similar_words"(given text, spoken text, swapped text[], slips integer) RETURNS TABLE (word text, lexeme text, distance integer) LANGUAGE sql STABLE STRICT SET pg_trgm.similarity_threshold = 0.19 AS $$
	SELECT known.word, known.lexeme, CASE WHEN known.word = ANY (swapped) THEN 1 ELSE levenshtein_less_equal(known.word, given, slips) END
	FROM search_words AS known
	WHERE known.locale = spoken AND (known.word = ANY (swapped) OR (known.word % given AND abs(length(known.word) - length(given)) <= slips AND levenshtein_less_equal(known.word, given, slips) <= slips))
$$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION "refresh_search"(ids bigint[]) RETURNS void LANGUAGE sql AS $$
	DELETE FROM search_documents WHERE product_id = ANY (ids) AND locale <> 'en' AND NOT EXISTS (
		SELECT FROM translations WHERE translations.kind = 'product' AND translations.object = product_id::text AND translations.locale = search_documents.locale);
	WITH kept AS MATERIALIZED (
		-- Locked, so that a category that is renamed at this moment comes before or after.
		SELECT products.*, categories.name AS category
		FROM products JOIN categories ON categories.id = products.category_id WHERE products.id = ANY (ids) FOR SHARE OF categories
	), said AS (
		SELECT id, 'en' AS locale, name, tagline, description, array_to_string(tags, ' ') AS tags, category, details, colors, sizes,
			array(SELECT translations.locale FROM translations WHERE translations.kind = 'product' AND translations.object = kept.id::text) AS translated
		FROM kept
		UNION ALL
		SELECT kept.id, translations.locale, coalesce(texts ->> 'name', name), coalesce(texts ->> 'tagline', tagline), coalesce(texts ->> 'description', description),
			coalesce((SELECT string_agg(tag, ' ') FROM jsonb_array_elements_text(texts -> 'tags') AS tag), array_to_string(tags, ' ')),
			coalesce((SELECT of.texts ->> 'name' FROM translations AS of WHERE of.kind = 'category' AND of.object = category_id::text AND of.locale = translations.locale), category),
			coalesce(texts -> 'details', details), colors, sizes, '{}'
		FROM kept JOIN translations ON translations.kind = 'product' AND translations.object = kept.id::text
	), shown AS MATERIALIZED (
		SELECT id, locale, translated, search_text(name) AS name,
			search_text(concat_ws(' ', tags, category, (
				SELECT string_agg(coalesce(of.texts ->> 'name', option.name), ' ')
				FROM (SELECT color ->> 'name' FROM jsonb_array_elements(colors) AS color UNION ALL SELECT unnest(sizes)) AS option (name)
					LEFT JOIN translations AS of ON of.kind = 'option' AND of.object = option.name AND of.locale = said.locale))) AS kind,
			search_text(tagline) AS tagline,
			search_text(concat_ws(' ', description, (SELECT string_agg(detail ->> 'text', ' ') FROM jsonb_array_elements(details) AS detail))) AS description
		FROM said
	), documents AS (
		INSERT INTO search_documents (product_id, locale, translated, document)
		SELECT id, locale, translated, setweight(to_tsvector(search_config(locale), name), 'A') || setweight(to_tsvector(search_config(locale), kind), 'B')
			|| setweight(to_tsvector(search_config(locale), tagline), 'C') || setweight(to_tsvector(search_config(locale), description), 'D')
		FROM shown ON CONFLICT (product_id, locale) DO UPDATE SET document = excluded.document, translated = excluded.translated
	)
	INSERT INTO search_words (word, locale, lexeme)
	SELECT word, locale, lexeme
	FROM (SELECT DISTINCT unnest(string_to_array(concat_ws(' ', name, kind, tagline, description), ' ')) AS word, locale FROM shown) AS words,
		LATERAL (SELECT search_lexeme(word, locale) AS lexeme) AS stems
	WHERE word ~ '^[^[:digit:]]{2,40}$' AND lexeme IS NOT NULL
	-- In the same order for all, so that no two wait for each other.
	ORDER BY word, locale ON CONFLICT (word, locale) DO NOTHING
$$;--> statement-breakpoint
-- What was translated itself, and of what was translated already that which is of a category, or has a color or size.
CREATE FUNCTION "keep_search_of_translations"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM refresh_search(array(
		SELECT products.id FROM products JOIN changed ON changed.kind = 'product' AND changed.object = products.id::text
		UNION
		SELECT products.id FROM products JOIN changed ON changed.kind = 'category' AND changed.object = products.category_id::text
			OR changed.kind = 'option' AND (changed.object = ANY (products.sizes) OR products.colors @> jsonb_build_array(jsonb_build_object('name', changed.object)))
		WHERE EXISTS (SELECT FROM translations AS own WHERE own.kind = 'product' AND own.object = products.id::text AND own.locale = changed.locale)));
	RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER "translations_made" AFTER INSERT ON "translations" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "keep_search_of_translations"();--> statement-breakpoint
CREATE TRIGGER "translations_changed" AFTER UPDATE ON "translations" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "keep_search_of_translations"();--> statement-breakpoint
CREATE TRIGGER "translations_gone" AFTER DELETE ON "translations" REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "keep_search_of_translations"();
