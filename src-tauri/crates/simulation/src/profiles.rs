//! What may go wrong in a schedule, and how often: a profile is a place to look, a schedule draws its own numbers from it.

use crate::draws::Draws;

/// Where to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Nothing fails.
    Calm,
    /// The network does.
    Lossy,
    /// The program and the power do.
    Crashy,
    /// Clocks jump, computers sleep.
    Clock,
    /// The disk does.
    Disk,
    /// Handoffs and their links.
    Handoff,
    /// Two operators on the same cases.
    TwoOperators,
    /// Everything.
    All,
}

impl Profile {
    /// Every profile with its name.
    pub const NAMED: [(&'static str, Self); 8] = [
        ("calm", Self::Calm),
        ("lossy", Self::Lossy),
        ("crashy", Self::Crashy),
        ("clock", Self::Clock),
        ("disk", Self::Disk),
        ("handoff", Self::Handoff),
        ("two-operators", Self::TwoOperators),
        ("all", Self::All),
    ];

    /// The profile of this name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::NAMED.iter().find(|(known, _)| *known == name).map(|(_, profile)| *profile)
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMED.iter().find(|(_, profile)| *profile == self).map_or("", |(name, _)| name)
    }

    /// The profile that this seed looks in where all are looked in evenly.
    #[must_use]
    pub fn evenly(seed: u64) -> Self {
        let place = usize::try_from(seed % 8).unwrap_or_default();
        Self::NAMED.get(place).map_or(Self::All, |(_, profile)| *profile)
    }
}

/// How the service does what its reference leaves open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// Writes carry keys.
    pub keyed: bool,
    /// `If-Match` is compared before the key is looked up.
    pub version_first: bool,
    /// What the case does not allow is refused before the version and the key are looked at.
    pub state_first: bool,
    /// The cases are the first account's: for another they are not there.
    pub apart: bool,
    /// How long a key is remembered, in milliseconds; for ever when nothing.
    pub key_life: Option<u64>,
    /// What failed is remembered under its key, and answered again.
    pub stores_failures: bool,
    /// Another version is answered with 412.
    pub says_412: bool,
    /// A handoff says when it was made.
    pub says_when_made: bool,
    /// How far the clock that says so is behind the one of the `Date`, in milliseconds.
    pub made_behind: i64,
    /// For how long a handoff that moved still reads as it was before, in milliseconds: it is read from a copy.
    pub hands_lag: u64,
    /// Reported handoffs are closing for a while, without a result.
    pub closes_slowly: bool,
    /// A new handoff is offered for a while before it is active.
    pub offers_first: bool,
    /// A handoff ends when its links are not renewed for so long, in milliseconds.
    pub lapses_after: u64,
    /// How long a link lives, in milliseconds.
    pub link_life: u64,
    /// Making a handoff does not change the case's version. Only where keys are remembered for long, whatever came of them:
    /// else a second copy meets the handoff the first one made, and is refused though the decision took effect. Where the state
    /// is looked at first, it is all the same.
    pub quiet_handoff: bool,
}

/// How often what goes wrong, in 1,024.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Faults {
    /// The service cannot be reached.
    pub unreachable: u32,
    /// A request is lost.
    pub drop_request: u32,
    /// An answer is lost.
    pub drop_answer: u32,
    /// A request or an answer takes long.
    pub delay: u32,
    /// A request arrives more than once.
    pub duplicate: u32,
    /// An answer is cut off or something else.
    pub garble: u32,
    /// Something on the way answers a write with a page of its own, whether or not it lets it through.
    pub gateway: u32,
    /// The service is too busy, or asks to wait.
    pub busy: u32,
    /// The service breaks, before or after doing what is asked.
    pub broken: u32,
    /// A case or handoff is not there for a moment.
    pub not_there: u32,
    /// The program ends at a boundary.
    pub crash: u32,
    /// The disk fails or fills, or comes back older.
    pub disk: u32,
    /// Sleep and clocks.
    pub clock: u32,
    /// Keys: refused, changed, lost, locked.
    pub keys: u32,
}

/// What a schedule is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Knobs {
    /// How many steps the operators and the world take.
    pub steps: u32,
    /// Whether there are two desks.
    pub two: bool,
    /// How much of it is about handoffs, in 1,024.
    pub handoffs: u32,
    /// How the service does things.
    pub rules: Rules,
    /// What goes wrong.
    pub faults: Faults,
}

const NETWORK: Faults = Faults {
    unreachable: 40,
    drop_request: 60,
    drop_answer: 90,
    delay: 90,
    duplicate: 90,
    garble: 40,
    gateway: 40,
    busy: 40,
    broken: 60,
    not_there: 12,
    crash: 0,
    disk: 0,
    clock: 0,
    keys: 0,
};

impl Knobs {
    /// Draws a schedule's numbers.
    pub fn draw(profile: Profile, draws: &mut Draws) -> Self {
        let steps = 8 + draws.below(40);
        let slight = Faults { drop_answer: 60, duplicate: 40, delay: 40, broken: 20, ..Faults::default() };
        let faults = match profile {
            Profile::Calm => Faults::default(),
            Profile::Lossy => NETWORK,
            Profile::Crashy => Faults { crash: 50, ..slight },
            Profile::Clock => Faults { clock: 200, ..slight },
            Profile::Disk => Faults { disk: 160, crash: 30, ..slight },
            Profile::Handoff => Faults { clock: 60, crash: 6, not_there: 12, ..slight },
            Profile::TwoOperators => Faults { keys: 20, ..slight },
            Profile::All => all(draws),
        };
        let handoffs = match profile {
            Profile::Handoff => 900,
            Profile::Clock => 600,
            _ => draws.one_of(&[200, 0, 500], 200),
        };
        let two = profile == Profile::TwoOperators || profile != Profile::Calm && draws.chance(400);
        Self { steps, two, handoffs, rules: rules(profile, draws), faults }
    }
}

/// Any mixture: each kind of trouble is there or not, more or less.
fn all(draws: &mut Draws) -> Faults {
    let mut some = |most: u32| draws.one_of(&[0, most / 4, most], 0);
    Faults {
        unreachable: some(60),
        drop_request: some(120),
        drop_answer: some(200),
        delay: some(160),
        duplicate: some(200),
        garble: some(80),
        busy: some(80),
        broken: some(120),
        not_there: some(24),
        crash: some(60),
        disk: some(120),
        clock: some(160),
        keys: some(80),
        gateway: some(80),
    }
}

fn rules(profile: Profile, draws: &mut Draws) -> Rules {
    let open = profile != Profile::Calm;
    let keyed = !open || !draws.chance(160);
    let lives = [None, None, Some(1_000), Some(60_000), Some(86_400_000)];
    let key_life = draws.one_of(if open { &lives } else { &[None] }, None);
    let stores_failures = open && draws.chance(340);
    let remembers = keyed && stores_failures && key_life.is_none_or(|life| life > 3_600_000);
    let mut place = || if open { draws.below(1_024) } else { 0 };
    let (order, conflict, made, closing) = (place(), place(), place(), place());
    Rules {
        keyed,
        version_first: order >= 512,
        state_first: order % 512 >= 384,
        apart: order % 2 == 1,
        key_life,
        stores_failures,
        says_412: conflict >= 824,
        says_when_made: made < 864,
        made_behind: if (640..864).contains(&made) { 3_000 } else { 0 },
        closes_slowly: closing >= 684,
        hands_lag: if (500..800).contains(&closing) { 2_000 } else { 0 },
        offers_first: draws.chance(340),
        lapses_after: draws.one_of(&[900_000, 120_000, 300_000], 900_000),
        link_life: draws.one_of(&[300_000, 60_000, 900_000, 7_200_000], 300_000),
        quiet_handoff: draws.chance(if remembers { 400 } else { 0 }),
    }
}
