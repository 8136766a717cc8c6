import { access } from '#platform/http/access.ts';

const edit = { right: 'appeals.edit-categories' };

export default access({ open: edit, actions: { import: edit, bring: edit, close: edit } });
