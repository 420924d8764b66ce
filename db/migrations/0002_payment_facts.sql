ALTER TABLE "orders" ADD COLUMN "cancel_asked_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "disputes" ADD COLUMN "payment_id" bigint NOT NULL;--> statement-breakpoint
ALTER TABLE "disputes" ADD COLUMN "currency" text NOT NULL;--> statement-breakpoint
ALTER TABLE "disputes" ADD COLUMN "reason" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "received" numeric(12, 2);--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "matches" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "stripe_created_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "observed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "payments_status_updated_at_index" ON "payments" USING btree ("status","updated_at");--> statement-breakpoint
UPDATE "payments" SET "received" = "amount" WHERE "status" = 'succeeded';
