import { expect } from '@open-wc/testing';
import { followersOf, goingWith, heirOf, releasedFrom, welcomeTo, type Gone, type Participant, type ThreadMember } from '../../src/model/index.js';

const person = (id: string, role: string, more: Partial<Participant> = {}): Participant => ({ id, role, name: id.toUpperCase(), active: true, ...more });
const [ana, ben, maya, tom] = [person('ana', 'patient'), person('ben', 'patient'), person('maya', 'practitioner'), person('tom', 'practitioner')];
const [rosa, pia, luis] = [person('rosa', 'coordinator'), person('pia', 'coordinator'), person('luis', 'relation', { onBehalfOf: 'ana' })];
const everybody = [ana, ben, maya, tom, rosa, pia, luis];
const assists: Readonly<Record<string, readonly string[]>> = { maya: ['rosa'], tom: ['rosa', 'pia'] };
const coordinatorsOf = (practitioners: readonly string[]): string[] => [...new Set(practitioners.flatMap((id) => assists[id] ?? []))];
const belonging = { coordinatorsOf, listedRelations: (patient: string) => [luis].filter(({ onBehalfOf }) => onBehalfOf === patient), person: (id: string) => everybody.find((one) => one.id === id) };
const here = (...people: Participant[]): ThreadMember[] => people.map((one) => ({ person: one, active: true }));
const away = (one: Participant, gone: Gone): ThreadMember => ({ person: one, active: false, gone });
const ids = (people: readonly Participant[]): string[] => people.map(({ id }) => id);

describe('who comes and goes with whom', () => {
  const followers = (...members: ThreadMember[]): string[] => {
    const { coordinators, relations } = followersOf(members, belonging);
    return [...ids(coordinators), ...ids(relations)];
  };

  it('R-26 coordinators belong to the threads of their practitioners in which there is a patient; listed relations to their patient’s', () => {
    expect(followers(...here(ana, maya))).to.deep.equal(['rosa', 'luis']);
    expect(followers(...here(ben, maya, tom))).to.deep.equal(['rosa', 'pia']);
    expect(followers(...here(maya, tom))).to.deep.equal([]);
    expect(followers(...here(ana, maya, rosa, luis))).to.deep.equal([]);
  });

  it('R-26 who has left or was removed is not added again, who was detached is; who is not active comes nowhere', () => {
    expect(followers(...here(ben, maya), away(rosa, 'left'))).to.deep.equal([]);
    expect(followers(...here(ben, maya), away(rosa, 'removed'))).to.deep.equal([]);
    expect(followers(...here(ben, maya), away(rosa, 'detached'))).to.deep.equal(['rosa']);
    rosa.active = false;
    expect(followers(...here(ben, maya))).to.deep.equal([]);
    rosa.active = true;
  });

  it('R-26 with the last of their practitioners coordinators go, and with no other', () => {
    expect(ids(releasedFrom([ben, rosa, pia], ['rosa', 'pia'], coordinatorsOf))).to.deep.equal(['rosa', 'pia']);
    expect(ids(releasedFrom([ben, maya, rosa, pia], ['rosa', 'pia'], coordinatorsOf))).to.deep.equal(['pia']);
    expect(ids(releasedFrom([ben, rosa, pia], ['pia'], coordinatorsOf))).to.deep.equal(['pia']);
  });

  it('R-26 the message names all who came, and whom they assist where that is one', () => {
    expect(welcomeTo([ben, tom], [rosa, pia], coordinatorsOf)).to.deep.equal({ event: 'coordinators-added', people: ['ROSA', 'PIA'], practitioner: 'TOM' });
    expect(welcomeTo([ben, tom, maya], [rosa], coordinatorsOf)).to.deep.equal({ event: 'coordinators-added', people: ['ROSA'] });
  });

  it('R-27 a patient who is removed takes their relations along, one who leaves does not', () => {
    expect(ids(goingWith([ana, ben, luis, maya], ana, 'removed'))).to.deep.equal(['ana', 'luis']);
    expect(ids(goingWith([ana, ben, luis, maya], ana, 'left'))).to.deep.equal(['ana']);
    expect(ids(goingWith([ana, ben, luis, maya], ben, 'removed'))).to.deep.equal(['ben']);
  });

  it('R-27 the practitioner who has been in the group longest takes it over', () => {
    expect(heirOf([maya, ana, rosa, tom], 'maya')?.id).to.equal('tom');
    expect(heirOf([maya, ana, rosa], 'maya')).to.equal(undefined);
  });
});
