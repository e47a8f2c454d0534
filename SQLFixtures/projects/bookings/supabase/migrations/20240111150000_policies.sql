create policy "Members see their studios" on public.studios
  for select to authenticated using (public.is_member_of(id));

create policy "Members see each other" on public.memberships
  for select to authenticated using (public.is_member_of(studio_id));

create policy "Rooms are public" on public.rooms
  for select using (true);

create policy "Members manage rooms" on public.rooms
  for all to authenticated
  using (public.is_member_of(studio_id))
  with check (public.is_member_of(studio_id));

create policy "People see their own bookings" on public.bookings
  for select to authenticated using (booked_by = auth.uid());

create policy "People book for themselves" on public.bookings
  for insert to authenticated with check (booked_by = auth.uid());

create policy "People cancel their own bookings" on public.bookings
  for update to authenticated
  using (booked_by = auth.uid())
  with check (booked_by = auth.uid() and state = 'cancelled');
