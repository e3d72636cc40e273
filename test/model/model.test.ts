import { expect } from '@open-wc/testing';
import { kinds } from '../../src/kinds/index.js';
import {
  can, capabilitiesOf, checkFile, checkText, comparePositions, composePolicy, deniedIn, defaultLimits, directTitle, isHeld, isInlineImage, isRecipientFor, messageKey,
  type Message, type Participant,
} from '../../src/model/index.js';
import { actors, isAllowed, places, rows } from '../matrix/table.js';

const policy = composePolicy([]);
const person = (id: string, role: string, more: Partial<Participant> = {}): Participant => ({ id, role, name: id.toUpperCase(), active: true, ...more });

describe('who may do what', () => {
  for (const place of places.filter((one) => one !== 'switched off')) {
    it(`as in the product's table: ${place}`, () => {
      const whole = composePolicy(kinds.map(({ grants = {} }) => grants));
      const thread = { kind: place === '1:1' ? 'direct' : 'group' } as const;
      for (const actor of actors.filter(({ portalAccess }) => portalAccess !== false)) {
        const session = { capabilities: capabilitiesOf(whole, actor) };
        const denied = deniedIn(whole, { role: actor.role, groupAdmin: place === 'own group' }, thread);
        for (const row of rows) expect(can(session, row.capability, { denied }), `${actor.name}: ${row.capability}`).to.equal(isAllowed(row, actor, place));
      }
    });
  }

  it('R-03 a relation writes only with both access and the permission to send', () => {
    const may = (maySend: boolean): boolean => can({ capabilities: capabilitiesOf(policy, { role: 'relation', maySend }) }, 'message.send');
    expect([may(true), may(false), can(undefined, 'message.send')]).to.deep.equal([true, false, false]);
  });

  it('a role that nobody knows may do nothing; a kind adds its rows', () => {
    expect(capabilitiesOf(policy, { role: 'visitor' })).to.deep.equal([]);
    const more = composePolicy([{ 'voice.send': { patient: true } }, { 'voice.send': { practitioner: true } }]);
    expect(capabilitiesOf(more, { role: 'patient' })).to.include('voice.send');
    expect(capabilitiesOf(more, { role: 'practitioner' })).to.include('voice.send');
    expect(capabilitiesOf(policy, { role: 'patient' })).not.to.include('voice.send');
  });

  it('R-10 recipients: never a patient for the patient’s side, nor a coordinator, oneself, or who has left', () => {
    const all = [person('ana', 'patient'), person('ben', 'patient'), person('maya', 'practitioner'), person('rosa', 'coordinator'), person('office', 'admin'),
      person('old', 'practitioner', { active: false })];
    const of = (id: string, role: string): string[] => all.filter((who) => isRecipientFor({ id, role }, who)).map((who) => who.id);
    expect(of('ana', 'patient')).to.deep.equal(['maya', 'office']);
    expect(of('luis', 'relation')).to.deep.equal(['maya', 'office']);
    expect(of('maya', 'practitioner')).to.deep.equal(['ana', 'ben', 'office']);
    expect(of('x', 'visitor')).to.deep.equal([]);
  });

  it('R-24 a hold keeps sending waiting, and nothing else', () => {
    expect([isHeld('message.send', { hold: {} }), isHeld('message.send', {}), isHeld('thread.mute', { hold: {} }), isHeld('file.send')]).to.deep.equal([true, false, false, false]);
  });
});

describe('the model', () => {
  it('R-01 the title of a 1:1 is the practitioner for the patient’s side and the patient for staff, whoever else is in it', () => {
    const all = [person('luis', 'relation'), person('rosa', 'coordinator'), person('ana', 'patient'), person('office', 'admin'), person('maya', 'practitioner')];
    expect(directTitle(all, { id: 'ana', role: 'patient' })).to.equal('MAYA');
    expect(directTitle(all, { id: 'luis', role: 'relation' })).to.equal('MAYA');
    expect(directTitle(all, { id: 'maya', role: 'practitioner' })).to.equal('ANA');
    expect(directTitle(all.filter((who) => who.id !== 'maya'), { id: 'ana', role: 'patient' })).to.equal('OFFICE');
    expect(directTitle([], { id: 'ana', role: 'patient' })).to.equal('');
  });

  it('R-05 5,000 UTF-16 units and no more; blank is empty', () => {
    expect(checkText('x'.repeat(5_000), defaultLimits)).to.equal(undefined);
    expect(checkText('x'.repeat(5_001), defaultLimits)).to.equal('too-long');
    expect(checkText('😀'.repeat(2_500), defaultLimits)).to.equal(undefined);
    expect(checkText(`${'😀'.repeat(2_500)}x`, defaultLimits)).to.equal('too-long');
    expect(checkText(' \n\t\u00a0', defaultLimits)).to.equal('empty');
  });

  it('R-06 209,715,200 bytes and no more; nothing is empty; SVG is no picture to show', () => {
    expect([0, 1, 209_715_200, 209_715_201].map((size) => checkFile({ size }, defaultLimits))).to.deep.equal(['empty', undefined, undefined, 'too-large']);
    expect([isInlineImage({ type: 'image/png' }), isInlineImage({ type: 'image/svg+xml' })]).to.deep.equal([true, false]);
  });

  it('T3 positions as text, what is pending behind them; T2 author and client id are one key', () => {
    const at = (position?: string): Pick<Message, 'position'> => (position === undefined ? {} : { position });
    expect([at('b'), at(), at('a'), at('B')].sort(comparePositions).map(({ position }) => position)).to.deep.equal(['B', 'a', 'b', undefined]);
    expect(comparePositions(at(), at())).to.equal(0);
    expect(messageKey({ id: '1', author: 'a', clientId: 'c' })).to.equal(messageKey({ id: '2', author: 'a', clientId: 'c' }));
    expect(messageKey({ id: '1', author: 'a', clientId: 'c' })).not.to.equal(messageKey({ id: '1', author: 'b', clientId: 'c' }));
    expect(messageKey({ id: '1', author: 'a' })).to.equal('1');
  });
});
