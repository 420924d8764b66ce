CREATE EXTENSION IF NOT EXISTS "unaccent";--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS "pg_trgm";--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS "fuzzystrmatch";--> statement-breakpoint
CREATE TABLE "search_documents" (
	"product_id" bigint PRIMARY KEY NOT NULL,
	"document" "tsvector" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_synonyms" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "search_synonyms_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"term" text NOT NULL,
	"key" text NOT NULL,
	"synonyms" text[] NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "search_synonyms_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "search_words" (
	"word" text COLLATE "C" PRIMARY KEY NOT NULL,
	"lexeme" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "search_documents" ADD CONSTRAINT "search_documents_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "search_documents_document_index" ON "search_documents" USING gin ("document");--> statement-breakpoint
CREATE INDEX "search_words_lexeme_index" ON "search_words" USING btree ("lexeme");--> statement-breakpoint
CREATE INDEX "search_words_word_index" ON "search_words" USING gin ("word" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "variants_sku_index" ON "variants" USING gin ("sku" gin_trgm_ops);--> statement-breakpoint
-- Small letters without accents, digits and single blanks: products and what is searched for are read through the same eyes.
-- A quantity is one word in its smallest unit (1 litre is 1000ml), a size is one word (30x40), and a hyphenated word is there joined as well.
CREATE FUNCTION "search_text"(given text) RETURNS text LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE
	rest text := regexp_replace(lower(unaccent(given)), '(\d)\s*[x*]\s*(?=\d)', '\1x', 'g');
	done text := '';
	piece text[];
	factor numeric;
BEGIN
	rest := concat_ws(' ', rest, (SELECT string_agg(replace(joined[1], '-', ''), ' ') FROM regexp_matches(rest, '\m[a-z]+(?:-[a-z]+)+\M', 'g') AS joined));
	LOOP
		piece := regexp_match(rest, '^(.*?)\m(\d+(?:[.,]\d+)?) ?(?:(ml|cl|dl|l|lit(?:er|re)s?)|(mm|cm|m|met(?:er|re)s?)|(g|grams?|kg|kilos?))\M(.*)$');
		EXIT WHEN piece IS NULL;
		factor := CASE WHEN piece[3] = 'cl' OR piece[4] = 'cm' THEN 10 WHEN piece[3] = 'dl' THEN 100 WHEN piece[3] ~ '^l' OR piece[4] ~ '^m(et|$)' OR piece[5] ~ '^k' THEN 1000 ELSE 1 END;
		done := concat(done, piece[1], ' ', trim_scale(replace(piece[2], ',', '.')::numeric * factor), CASE WHEN piece[3] <> '' THEN 'ml ' WHEN piece[4] <> '' THEN 'mm ' ELSE 'g ' END);
		rest := piece[6];
	END LOOP;
	RETURN btrim(regexp_replace(replace(done || rest, '''', ''), '[^[:alnum:]]+', ' ', 'g'));
END
$$;--> statement-breakpoint
-- The stem of one word; null for a word that says nothing, such as "the".
CREATE FUNCTION "search_lexeme"(word text) RETURNS text LANGUAGE sql STABLE STRICT AS $$
	SELECT (tsvector_to_array(to_tsvector('english', word)))[1]
$$;--> statement-breakpoint
-- The stems of a term in their order, without the words that say nothing: what its synonyms are found by.
CREATE FUNCTION "search_key"(given text) RETURNS text LANGUAGE sql STABLE STRICT AS $$
	SELECT coalesce(string_agg(search_lexeme(word), ' ' ORDER BY place), search_text(given))
	FROM regexp_split_to_table(search_text(translate(given, '-', ' ')), ' ') WITH ORDINALITY AS words (word, place)
$$;--> statement-breakpoint
-- Words that are as far from a word as the letters of so many slips; of two letters that changed places, each way back is given.
CREATE FUNCTION "similar_words"(given text, swapped text[], slips integer) RETURNS TABLE (word text, lexeme text, distance integer) LANGUAGE sql STABLE STRICT SET pg_trgm.similarity_threshold = 0.19 AS $$
	SELECT known.word, known.lexeme, CASE WHEN known.word = ANY (swapped) THEN 1 ELSE levenshtein_less_equal(known.word, given, slips) END
	FROM search_words AS known
	WHERE known.word = ANY (swapped) OR (known.word % given AND abs(length(known.word) - length(given)) <= slips AND levenshtein_less_equal(known.word, given, slips) <= slips)
$$;--> statement-breakpoint
CREATE FUNCTION "refresh_search"(ids bigint[]) RETURNS void LANGUAGE sql AS $$
	WITH shown AS MATERIALIZED (
		-- Locked, so that a category that is renamed at this moment comes before or after.
		SELECT products.id, search_text(products.name) AS name,
			search_text(concat_ws(' ', array_to_string(products.tags, ' '), categories.name, (SELECT string_agg(color ->> 'name', ' ') FROM jsonb_array_elements(products.colors) AS color), array_to_string(products.sizes, ' '))) AS kind,
			search_text(products.tagline) AS tagline,
			search_text(concat_ws(' ', products.description, (SELECT string_agg(detail ->> 'text', ' ') FROM jsonb_array_elements(products.details) AS detail))) AS description
		FROM products JOIN categories ON categories.id = products.category_id WHERE products.id = ANY (ids) FOR SHARE OF categories
	), documents AS (
		INSERT INTO search_documents (product_id, document)
		SELECT id, setweight(to_tsvector('english', name), 'A') || setweight(to_tsvector('english', kind), 'B') || setweight(to_tsvector('english', tagline), 'C') || setweight(to_tsvector('english', description), 'D')
		FROM shown ON CONFLICT (product_id) DO UPDATE SET document = excluded.document
	)
	INSERT INTO search_words (word, lexeme)
	SELECT word, lexeme
	FROM (SELECT DISTINCT unnest(string_to_array(concat_ws(' ', name, kind, tagline, description), ' ')) AS word FROM shown) AS words, LATERAL (SELECT search_lexeme(word) AS lexeme) AS stems
	WHERE word ~ '^[^[:digit:]]{2,40}$' AND lexeme IS NOT NULL
	-- In the same order for all, so that no two wait for each other.
	ORDER BY word ON CONFLICT (word) DO NOTHING
$$;--> statement-breakpoint
CREATE FUNCTION "keep_search_of_new"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM refresh_search(array(SELECT id FROM came));
	RETURN NULL;
END
$$;--> statement-breakpoint
CREATE FUNCTION "keep_search_of_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM refresh_search(ARRAY[NEW.id]);
	RETURN NULL;
END
$$;--> statement-breakpoint
CREATE FUNCTION "keep_search_of_category"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM refresh_search(array(SELECT id FROM products WHERE category_id = NEW.id));
	RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER "products_found" AFTER INSERT ON "products" REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION "keep_search_of_new"();--> statement-breakpoint
CREATE TRIGGER "products_found_otherwise" AFTER UPDATE OF "name", "tagline", "description", "details", "category_id", "sizes", "colors", "tags" ON "products" FOR EACH ROW
	WHEN ((OLD.name, OLD.tagline, OLD.description, OLD.details, OLD.category_id, OLD.sizes, OLD.colors, OLD.tags) IS DISTINCT FROM (NEW.name, NEW.tagline, NEW.description, NEW.details, NEW.category_id, NEW.sizes, NEW.colors, NEW.tags))
	EXECUTE FUNCTION "keep_search_of_changed"();--> statement-breakpoint
CREATE TRIGGER "categories_found_otherwise" AFTER UPDATE OF "name" ON "categories" FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION "keep_search_of_category"();--> statement-breakpoint
SELECT refresh_search(array(SELECT id FROM "products"));
