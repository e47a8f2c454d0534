-- security definer: the policies on memberships would otherwise recurse.
create or replace function public.is_member_of(studio uuid)
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  select exists (
    select 1 from public.memberships m
    where m.studio_id = studio and m.user_id = auth.uid()
  );
$$;

create or replace function public.create_studio(name text, slug text)
returns uuid
language plpgsql
security definer
set search_path = ''
as $$
declare
  new_id uuid;
begin
  if auth.uid() is null then
    raise exception 'not signed in' using errcode = '28000';
  end if;
  insert into public.studios (name, slug) values (create_studio.name, create_studio.slug)
  returning id into new_id;
  insert into public.memberships (studio_id, user_id, role) values (new_id, auth.uid(), 'owner');
  return new_id;
end;
$$;

create or replace function public.normalize_slug()
returns trigger
language plpgsql
as $$
begin
  new.slug := lower(regexp_replace(new.slug, '[^a-zA-Z0-9]+', '-', 'g'));
  return new;
end;
$$;

create trigger studios_normalize_slug
  before insert or update of slug on public.studios
  for each row execute function public.normalize_slug();
