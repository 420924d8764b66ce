CREATE TABLE "product_counts" (
	"category_id" bigint NOT NULL,
	"is_active" boolean NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "product_counts_category_id_is_active_pk" PRIMARY KEY("category_id","is_active")
);
--> statement-breakpoint
ALTER TABLE "product_counts" ADD CONSTRAINT "product_counts_category_id_categories_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."categories"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "products_is_featured_created_at_index" ON "products" USING btree ("is_featured","created_at");--> statement-breakpoint
CREATE INDEX "products_lower_name_index" ON "products" USING btree (lower("name"));--> statement-breakpoint
CREATE INDEX "products_rating_review_count_index" ON "products" USING btree ("rating" NULLS FIRST,"review_count");--> statement-breakpoint
CREATE FUNCTION "keep_product_counts"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	changes "product_counts"[];
BEGIN
	IF TG_OP <> 'DELETE' THEN
		changes := changes || array(SELECT (category_id, is_active, count(*))::"product_counts" FROM came WHERE deleted_at IS NULL GROUP BY category_id, is_active);
	END IF;
	IF TG_OP <> 'INSERT' THEN
		changes := changes || array(SELECT (category_id, is_active, -count(*))::"product_counts" FROM gone WHERE deleted_at IS NULL GROUP BY category_id, is_active);
	END IF;
	-- In the same order for all, so that no two wait for each other; a category that has as many as before is not locked.
	INSERT INTO "product_counts" AS kept (category_id, is_active, count)
		SELECT category_id, is_active, sum(count) FROM unnest(changes) GROUP BY category_id, is_active HAVING sum(count) <> 0 ORDER BY category_id, is_active
		ON CONFLICT (category_id, is_active) DO UPDATE SET count = kept.count + excluded.count;
	RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER "products_came" AFTER INSERT ON "products" REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION "keep_product_counts"();--> statement-breakpoint
CREATE TRIGGER "products_changed" AFTER UPDATE ON "products" REFERENCING OLD TABLE AS gone NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION "keep_product_counts"();--> statement-breakpoint
CREATE TRIGGER "products_gone" AFTER DELETE ON "products" REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION "keep_product_counts"();--> statement-breakpoint
INSERT INTO "product_counts" SELECT category_id, is_active, count(*) FROM "products" WHERE deleted_at IS NULL GROUP BY category_id, is_active;
