import { useRef, useState } from "react";
import type { ContractCode, Environment, EnvironmentView, FindOut, FoundOut, WireError } from "../../platform/bindings";
import { useAsk } from "../../platform/desk";
import { asWireError } from "../../platform/transport";

/**
 * Which generation of the service each environment speaks: the one of last time until another is chosen. `null` where
 * reading ruled that one out and left several: then a person must say.
 */
export function useContract(environments: readonly EnvironmentView[], environment: Environment) {
  const [chosen, setChosen] = useState<Partial<Record<Environment, ContractCode | null>>>({});
  const remembered = environments.find((entry) => entry.environment === environment)?.contract ?? "b1";
  const mine = chosen[environment];
  return {
    contract: mine === undefined ? remembered : mine,
    remembered,
    choose: (contract: ContractCode | null) => setChosen((before) => ({ ...before, [environment]: contract })),
  };
}

export type Finding = {
  busy: boolean;
  answer: FoundOut | null;
  error: WireError | null;
};

const NOTHING: Finding = { busy: false, answer: null, error: null };

/**
 * Asks the service which generation it speaks, by reading only. What was found belongs to the key, the address and the
 * environment it was found with: it goes with them, and an answer that comes too late is dropped.
 */
export function useFindingOut() {
  const ask = useAsk();
  const [finding, setFinding] = useState<Finding>(NOTHING);
  const newest = useRef(0);
  const run = async (args: FindOut): Promise<FoundOut | WireError | null> => {
    newest.current += 1;
    const mine = newest.current;
    setFinding({ ...NOTHING, busy: true });
    const answer = await ask("find_out", args).catch(asWireError);
    if (mine !== newest.current) return null;
    setFinding("code" in answer ? { ...NOTHING, error: answer } : { ...NOTHING, answer });
    return answer;
  };
  const clear = () => {
    newest.current += 1;
    setFinding(NOTHING);
  };
  return { ...finding, run, clear };
}
