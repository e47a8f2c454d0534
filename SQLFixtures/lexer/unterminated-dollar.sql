DO $body$ BEGIN; $body $bod$ END;
