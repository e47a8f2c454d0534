-- Studios rent out rooms by the hour.
create extension if not exists btree_gist with schema extensions;

create type public.booking_state as enum ('requested', 'confirmed', 'cancelled');

create table public.studios (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  slug text not null unique,
  timezone text not null default 'Europe/Lisbon',
  created_at timestamptz not null default now()
);

create table public.memberships (
  studio_id uuid not null references public.studios (id) on delete cascade,
  user_id uuid not null references auth.users (id) on delete cascade,
  role text not null default 'member' check (role in ('owner', 'member')),
  joined_at timestamptz not null default now(),
  primary key (studio_id, user_id)
);

create index memberships_user_id_idx on public.memberships (user_id);

alter table public.studios enable row level security;
alter table public.memberships enable row level security;
