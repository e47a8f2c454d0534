CREATE TABLE "crate" ("crate_id" serial PRIMARY KEY NOT NULL)
--> statement-breakpoint
CREATE TABLE "box" ("box_id" serial PRIMARY KEY NOT NULL)
