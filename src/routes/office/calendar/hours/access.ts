import { access } from '#platform/http/access.ts';

const edit = { right: 'calendar.edit-hours' };

export default access({ open: { right: 'calendar.see' }, actions: { set: edit, back: edit, undo: edit } });
