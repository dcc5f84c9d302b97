-- The time when an opportunity entered its phase stays when the phase outlives its red SLA; a second column says that this was recorded.

alter table opportunity add column phase_violated_at timestamptz;

-- the time itself was lost: the latest one that the recorded violation permits
update opportunity o
   set phase_violated_at = v.at, phase_since = v.at - make_interval(days => coalesce(v.red_sla, 0))
  from (select w.company_id, w.id, coalesce(max(c.at), w.updated_at) as at, p.red_sla
          from opportunity w
          left join phase p on p.company_id = w.company_id and p.id = w.phase_id
          left join change c on c.company_id = w.company_id and c.record_type = 'opportunity' and c.record_id = w.id and c.action = 'OVERDUE'
         where w.phase_since = 'infinity'
         group by w.company_id, w.id, w.updated_at, p.red_sla) v
 where o.company_id = v.company_id and o.id = v.id;

-- every minute: phases past their red SLA that are not recorded yet
drop index opportunity_phase_since_ix;
create index opportunity_phase_since_ix on opportunity (company_id, phase_id, (coalesce(phase_since, updated_at)))
    where phase_id is not null and is_active and status in ('ACTIVE', 'ON_HOLD') and phase_violated_at is null;
