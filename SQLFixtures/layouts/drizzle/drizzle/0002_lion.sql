ALTER TABLE "crate" ADD COLUMN "weight" numeric;--> statement-breakpoint
ALTER TABLE "box" ADD COLUMN "crate_id" integer;
