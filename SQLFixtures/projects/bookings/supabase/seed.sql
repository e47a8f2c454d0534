insert into public.studios (name, slug) values ('North Light', 'north-light'), ('The Annexe', 'annexe');
