import { access } from '#platform/http/access.ts';

const right = { right: 'organisations.see-absences' };

/** Whose absence one declares or ends is asked by the use case. */
export default access({ open: right, actions: { declare: right, end: right } });
