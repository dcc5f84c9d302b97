import { call } from './api.js';
import { DAY } from './format.js';
import { update } from './view.js';

// How often colours are compared with the clock.
const EVERY = 15_000;

// A record, also an archived one, with the time since when it is in its phase.
export const readOpportunity = id =>
  call('GET', `/opportunities/${id}`, { query: { include_archived: true, include_phase_since: true } });

// Changed records come without that time: it stays within a phase, else the phase has just begun.
export const withPhaseSince = (record, before) =>
  record.phaseSince
    ? record
    : { ...record, phaseSince: record.phaseId === before?.phaseId ? before.phaseSince : record.updatedAt };

// The colour of a record whose phase has outlived its SLA.
export function urgency({ phaseSince, phaseInstances, status, isActive }) {
  const phase = phaseInstances.find(each => each.status === 'IN_PROGRESS')?.phaseTemplate;
  if (!phase || !phaseSince || !isActive || !['ACTIVE', 'ON_HOLD'].includes(status)) {
    return '';
  }
  const days = (Date.now() - new Date(phaseSince)) / DAY;
  const past = limit => limit !== null && days > limit;
  return past(phase.redSla) ? 'red' : past(phase.yellowSla) ? 'yellow' : '';
}

export const WORDS = { red: 'Overdue', yellow: 'Due soon' };

// Draws the page again as time passes, until the returned function is called.
export function withClock() {
  const timer = setInterval(update, EVERY);
  return () => clearInterval(timer);
}
