create view public.room_occupancy with (security_invoker = true) as
select
  r.id as room_id,
  r.name as room,
  count(b.id) filter (where b.state = 'confirmed') as confirmed,
  max(upper(b.during)) as last_end
from public.rooms r
left join public.bookings b on b.room_id = r.id
group by r.id, r.name;

alter table public.bookings add column price numeric(8,2);
alter table public.bookings rename column note to remark;
