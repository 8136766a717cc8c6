/** The starter dictionary of kinds of bodies; an installation adds its own. */
export const starterKinds: { code: string; executes: boolean; names: Record<'ru' | 'en', string> }[] = [
	{ code: 'administration', executes: true, names: { ru: 'Администрация', en: 'Administration' } },
	{ code: 'department', executes: true, names: { ru: 'Управление, отдел, комитет', en: 'Department' } },
	{
		code: 'enterprise',
		executes: true,
		names: { ru: 'Муниципальное предприятие', en: 'Municipal enterprise' },
	},
	{
		code: 'institution',
		executes: true,
		names: { ru: 'Муниципальное учреждение', en: 'Municipal institution' },
	},
	{
		code: 'contractor',
		executes: true,
		names: { ru: 'Обслуживающая организация', en: 'Service contractor' },
	},
	{ code: 'inspection', executes: true, names: { ru: 'Надзор и контроль', en: 'Inspection' } },
	{ code: 'ministry', executes: true, names: { ru: 'Министерство, ведомство', en: 'Ministry' } },
	{ code: 'council', executes: false, names: { ru: 'Представительный орган', en: 'Council' } },
	{
		code: 'service-centre',
		executes: true,
		names: { ru: 'Единая диспетчерская, МФЦ', en: 'Service centre' },
	},
];
