create table public.rooms (
  id bigint generated always as identity primary key,
  studio_id uuid not null references public.studios (id) on delete cascade,
  name text not null,
  capacity integer not null default 1 constraint rooms_capacity_positive check (capacity > 0),
  hourly_rate numeric(8,2) not null,
  unique (studio_id, name)
);

create table public.bookings (
  id uuid primary key default gen_random_uuid(),
  room_id bigint not null references public.rooms (id),
  booked_by uuid not null references auth.users (id),
  during tstzrange not null,
  state public.booking_state not null default 'requested',
  note text,
  constraint bookings_no_overlap exclude using gist (room_id with =, during with &&)
    where (state <> 'cancelled')
);

create index bookings_room_during_idx on public.bookings using gist (room_id, during);

alter table public.rooms enable row level security;
alter table public.bookings enable row level security;
