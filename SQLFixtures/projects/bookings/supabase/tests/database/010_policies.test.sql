begin;
create extension if not exists pgtap with schema extensions;
select plan(10);

select policies_are('public', 'rooms', array['Rooms are public', 'Members manage rooms']);
select policy_cmd_is('public', 'rooms', 'Rooms are public', 'select', 'anybody may look');
select policy_roles_are('public', 'studios', 'Members see their studios', array['authenticated']);

insert into auth.users (id, email) values
  ('11111111-1111-1111-1111-111111111111', 'ana@example.com'),
  ('22222222-2222-2222-2222-222222222222', 'rui@example.com');

set local role authenticated;
set local request.jwt.claims = '{"sub": "11111111-1111-1111-1111-111111111111"}';
select lives_ok(
  $$ select public.create_studio('North Light', 'North Light!') $$, 'Ana opens a studio');
select results_eq(
  'select slug from public.studios', array['north-light-'], 'its slug is normalized');
select is((select count(*) from public.memberships), 1::bigint, 'Ana is its only member');

set local request.jwt.claims = '{"sub": "22222222-2222-2222-2222-222222222222"}';
select is_empty('select * from public.studios', 'Rui sees no studio');
select throws_ok(
  $$ insert into public.rooms (studio_id, name, hourly_rate)
     select '33333333-3333-3333-3333-333333333333', 'Blue', 20 $$,
  '42501', null, 'Rui may not add rooms');

reset role;
select throws_ok(
  $$ insert into public.rooms (studio_id, name, capacity, hourly_rate)
     select id, 'Tiny', 0, 5 from public.studios $$,
  '23514', null, 'a room holds somebody');
select throws_ok(
  $$ insert into public.studios (name, slug) values ('Again', 'north-light-') $$,
  '23505', null, 'a slug is taken once');

select * from finish();
rollback;
