ALTER TABLE "media" ADD COLUMN "color" text;--> statement-breakpoint
ALTER TABLE "media" DROP COLUMN "blur";