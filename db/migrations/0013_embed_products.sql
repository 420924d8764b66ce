CREATE TABLE "embedding_budgets" (
	"day" date PRIMARY KEY NOT NULL,
	"spent" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_embeddings" (
	"product_id" bigint PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"vector" "bytea",
	"embedded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"retry_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "search_embeddings" ADD CONSTRAINT "search_embeddings_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "search_embeddings_embedded_at_index" ON "search_embeddings" USING btree ("embedded_at");