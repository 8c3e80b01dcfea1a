-- title: 参评满意率 | Satisfied of those who rated
-- unit: 件；比率按主办单位和登记月份 | Matters; the rate by lead unit and month filed
-- numerator: 对办理结果评“满意”或“基本满意”的件数 | Matters whose result was rated satisfied or fairly satisfied
-- denominator: 已经答复、本人评价过的件数；没有评价的单列，不算满意也不算不满意 | Matters replied to and rated; those not rated stand apart, neither satisfied nor not
-- left out: 还没答复的；限定知情的；误导入后撤销的；当作历史导入的 | Those not yet replied to; matters confined to few; imports undone; matters brought in as history
-- known error: 只有评价的人说了话；评价的少，这个数就靠不住，所以把没有评价的件数摆在旁边；代录的评价也算 | Only those who rated have spoken: where few did, it says little, so those who did not stand beside; ratings typed by a clerk count too
-- source: 事实表 matter_fact，每行由账本里的事件得出，不含个人信息 | Fact table matter_fact, each row derived from events of the ledger, without personal data
SELECT
    yyyymm,
    unit,
    COUNT(*) AS replied_n,
    SUM(rated) AS n,
    SUM(satisfied) AS satisfied_n
FROM matter_fact
WHERE history = 0 AND kind = $kind AND yyyymm >= $first AND yyyymm <= $last AND replied_day > 0
GROUP BY yyyymm, unit
ORDER BY yyyymm, unit
