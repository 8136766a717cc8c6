import type { SetCategory } from '../set.ts';
import { decisions } from './checklists.ts';

export const health: SetCategory = {
	code: 'health',
	ru: ['Здоровье', 'Запись к врачу, лекарства, больница, скорая'],
	en: ['Health', 'Appointments, medicines, hospital, ambulance'],
	answer: '10 working-days',
	reaction: '1 working-days',
	shownTo: 'authority',
	placeKind: 'clinic',
	routeAt: 0.85,
	checklist: decisions,
	below: [
		{
			code: 'social.health',
			ru: ['Поликлиника и запись к врачу', 'Нет талонов, очередь, не дозвониться'],
			en: ['Clinic and appointments', 'No slots, queue, cannot get through'],
			answer: '7 working-days',
			words: {
				ru: 'поликлиника, врач, запись к врачу, терапевт, педиатр, анализы, прием, талон, очередь в поликлинике, регистратура, медицинский',
				en: 'clinic, doctor, appointment, queue at the clinic, reception',
			},
			asks: [
				{
					code: 'clinic',
					kind: 'text',
					required: true,
					ru: ['Какая поликлиника или больница'],
					en: ['Which clinic or hospital'],
				},
				{ code: 'doctor', kind: 'text', ru: ['К какому врачу'], en: ['Which doctor'] },
			],
		},
		{
			code: 'health.village',
			ru: ['Медпункт в селе', 'Нет фельдшера, закрыт ФАП, приезд врачей'],
			en: ['Village medical post', 'No paramedic, closed post, visits of doctors'],
			words: {
				ru: 'фап, фельдшер, медпункт, амбулатория, приезд врача',
				en: 'medical post, paramedic, village clinic',
			},
		},
		{
			code: 'health.hospital',
			ru: ['Больница', 'Условия, питание, отношение, отказ в госпитализации'],
			en: ['Hospital', 'Conditions, meals, manners, refusal to admit'],
			words: {
				ru: 'больница, госпитализация, палата, отделение, роддом, стационар',
				en: 'hospital, ward, admission, maternity',
			},
		},
		{
			code: 'health.medicines',
			ru: ['Лекарства', 'Нет льготных лекарств, рецепт, аптека'],
			en: ['Medicines', 'No subsidised medicines, prescription, pharmacy'],
			answer: '5 working-days',
			words: {
				ru: 'лекарства, льготные лекарства, рецепт, аптека, инсулин, нет лекарства',
				en: 'medicine, prescription, pharmacy, insulin',
			},
			asks: [{ code: 'medicine', kind: 'text', ru: ['Какое лекарство'], en: ['Which medicine'] }],
		},
		{
			code: 'health.ambulance',
			ru: ['Скорая помощь', 'Долго ехала, не приехала, отказ'],
			en: ['Ambulance', 'Came late, did not come, refusal'],
			answer: '5 working-days',
			words: { ru: 'скорая помощь, скорая не приехала, ждали скорую', en: 'ambulance, ambulance came late' },
		},
		{
			code: 'health.care',
			ru: ['Лечение и отношение', 'Ошибка, грубость, просьба помочь с лечением'],
			en: ['Treatment and manners', 'Mistake, rudeness, a plea for treatment'],
			approval: ['head'],
			words: {
				ru: 'неправильно лечили, врачебная ошибка, хамство врача, операция, квота, реабилитация, диагноз',
				en: 'wrong treatment, medical error, rude doctor, surgery, diagnosis',
			},
		},
		{
			code: 'health.vaccines',
			ru: ['Прививки и осмотры', 'Прививки, диспансеризация, справки'],
			en: ['Vaccinations and check-ups', 'Vaccinations, check-ups, certificates'],
			words: {
				ru: 'вакцина, прививка, диспансеризация, медосмотр, медицинская справка',
				en: 'vaccine, vaccination, check-up, medical certificate',
			},
		},
	],
};
