import { access } from '#platform/http/access.ts';

export default access({
	open: { right: 'calendar.see' },
	actions: { correct: { right: 'calendar.edit' }, import: { right: 'calendar.edit' } },
});
