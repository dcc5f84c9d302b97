import { call } from '../../core/api.js';
import { remembered } from '../../core/data.js';
import { DAY } from '../../core/format.js';

const MOST_PAGES = 4;

// The phases that have outlived their red SLA, as "record phase", from the log of events. Each visit reads on where the last one ended.
export async function overdue() {
  const seen = remembered('overdue', () => ({ late: new Set(), after: undefined }));
  for (let number = 0; number < MOST_PAGES; number++) {
    const { data, headers } = await call('GET', '/events', {
      query: { types: 'DEAL_PHASE_SLA_VIOLATION', limit: 500, after: seen.after },
    });
    data.forEach(({ recordId, record }) => seen.late.add(`${recordId} ${record?.phaseId}`));
    seen.after = headers.get('X-Next-Cursor') ?? seen.after;
    if (!data.length) {
      break;
    }
  }
  return seen.late;
}

// A record has been in its phase at least since its last change, so a colour is never too early.
export function urgency(record, late) {
  const now = record.phaseInstances.find(each => each.status === 'IN_PROGRESS');
  if (!now || !['ACTIVE', 'ON_HOLD'].includes(record.status)) {
    return '';
  }
  const days = (Date.now() - new Date(record.updatedAt)) / DAY;
  const { redSla, yellowSla } = now.phaseTemplate;
  if (late.has(`${record.id} ${record.phaseId}`) || (redSla !== null && days > redSla)) {
    return 'red';
  }
  return yellowSla !== null && days > yellowSla ? 'yellow' : '';
}

export const WORDS = { red: 'Overdue', yellow: 'Due soon' };
